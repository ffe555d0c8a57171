import type { BackendKindName, Config } from '../../config.ts';
import { backendAt, originOf } from '../backends/backends-of.ts';
import { confdCalls } from './confd-calls.ts';
import { crmCalls } from './crm-calls.ts';
import { hssCalls } from './hss-calls.ts';
import { ocsCalls } from './ocs-calls.ts';
import { paymentCalls } from './payment-calls.ts';
import type { BackendKind } from './types.ts';
import type { CallReader } from './written.ts';

/** Which backend a call went to, and how its calls are understood. */
export interface KnownBackend {
  readonly backend: BackendKind;
  /** Without a slash at its end. */
  readonly base: string;
  readonly reader: CallReader;
}

/** A message that was sent cannot be taken back: it leaves nothing to look for. */
const nothing: CallReader = { writes: () => [], shows: () => [] };

/** What no configuration names cannot be asked. */
const stranger: CallReader = {
  writes: call => [{ kind: 'write', by: 'url', id: `/${call.path.join('/')}`, effect: 'changed' }],
  shows: () => [],
};

/** By kind; a kind that is not here cannot be asked. */
const known: Partial<Readonly<Record<BackendKindName, Omit<KnownBackend, 'base'>>>> = {
  ocs: { backend: 'ocs', reader: ocsCalls },
  hss: { backend: 'hss', reader: hssCalls },
  crm: { backend: 'crm', reader: crmCalls },
  payments: { backend: 'payments', reader: paymentCalls },
  confd: { backend: 'pbx', reader: confdCalls },
  sms: { backend: 'other', reader: nothing },
};

/** The backend that a URL belongs to. */
export function backendOf(config: Config, url: string): KnownBackend {
  const backend = backendAt(config, url);
  const found = backend !== undefined && isBelow(url, backend.baseUrl) ? known[backend.kind.name] : undefined;
  if (backend !== undefined && found !== undefined) return { ...found, base: backend.baseUrl };
  return { backend: 'other', base: originOf(url) || url, reader: stranger };
}

function isBelow(url: string, base: string): boolean {
  return url === base || url.startsWith(`${base}/`);
}
