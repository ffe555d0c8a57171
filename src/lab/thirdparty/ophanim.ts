/** OphanimFlow: a collector of NetFlow that tells this month's octets by address. */
import { jsonReply } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface Ophanim extends ThirdParty {
  /** By address. */
  readonly traffic: Record<string, { dl: number; ul: number }>;
}

export function ophanim(): Ophanim {
  const traffic: Record<string, { dl: number; ul: number }> = {};
  return {
    name: 'ophanim',
    traffic,
    handle: ({ query }) => (query.get('module') === 'gettraff' ? jsonReply(200, traffic) : { status: 200, body: '' }),
  };
}
