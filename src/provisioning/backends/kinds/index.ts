import type { BackendKindName } from '../../../config.ts';
import type { BackendKind, SentCall } from '../backend.ts';
import { confd } from './confd.ts';
import { crm } from './crm.ts';
import { hss } from './hss.ts';
import { ocs } from './ocs.ts';
import { safeMethods } from './safe-methods.ts';

/** Every kind of backend, by the name that `kind` of crm_config.yaml gives it. */
export const kinds: Readonly<Record<BackendKindName, BackendKind>> = {
  ocs,
  hss,
  crm,
  confd,
  sms: {
    name: 'sms',
    concurrency: 8,
    retried: safeMethods,
    honoursIdempotencyKey: false,
    repeat: unlessSafe('fail'),
  },
  payments: {
    name: 'payments',
    concurrency: 16,
    retried: safeMethods,
    honoursIdempotencyKey: true,
    repeat: unlessSafe('with-key'),
  },
  http: { name: 'http', concurrency: 16, retried: safeMethods, honoursIdempotencyKey: false },
};

function unlessSafe(repeat: 'fail' | 'with-key'): NonNullable<BackendKind['repeat']> {
  return ({ method }: SentCall) => (safeMethods.has(method) ? undefined : repeat);
}
