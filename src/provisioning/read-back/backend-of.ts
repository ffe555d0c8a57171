import type { Config } from '../../config.ts';
import { confdCalls } from './confd-calls.ts';
import { crmCalls } from './crm-calls.ts';
import { hssCalls } from './hss-calls.ts';
import { ocsCalls } from './ocs-calls.ts';
import { paymentCalls } from './payment-calls.ts';
import type { BackendKind } from './types.ts';
import type { CallReader } from './written.ts';

/** A backend of the configuration, and how its calls are understood. */
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

/** The backends of a configuration. */
export function knownBackends({ ocs, hss, baseUrl, stripe, sms, pbx }: Config): readonly KnownBackend[] {
  return [
    // It may be our own: its paths stand below the CRM's.
    ...known('pbx', pbx.baseUrl, confdCalls),
    ...known('crm', baseUrl, crmCalls),
    ...known('ocs', ocs.hostPort && `http://${ocs.hostPort}`, ocsCalls),
    ...hss.flatMap(node => known('hss', node, hssCalls)),
    ...known('payments', stripe.baseUrl, paymentCalls),
    ...known('other', sms.url, nothing),
  ];
}

function known(backend: BackendKind, url: string | undefined, reader: CallReader): KnownBackend[] {
  return url === undefined ? [] : [{ backend, base: url.replace(/\/$/, ''), reader }];
}

/** The backend that a URL belongs to. */
export function backendOf(backends: readonly KnownBackend[], url: string): KnownBackend {
  const found = backends.find(({ base }) => url === base || url.startsWith(`${base}/`));
  return found ?? { backend: 'other', base: URL.canParse(url) ? new URL(url).origin : url, reader: stranger };
}
