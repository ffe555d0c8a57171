import type { Selectable } from 'kysely';
import { sealerOf } from '../../store/sealer.ts';
import type { Database } from '../../store/schema.ts';
import type { NetworkTable } from '../../store/tables/network.ts';

export type Network = Selectable<NetworkTable>;
export type Host = Awaited<ReturnType<typeof hostsOf>>[number];

/** The addresses of a network with who has them, passwords in the clear. */
export async function hostsOf(db: Database, networkId: number) {
  const hosts = await db
    .selectFrom('host as h')
    .leftJoin('subscriber as s', 's.subscriber_id', 'h.subscriber_id')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .select(['h.ip', 'h.mac', 'h.option82', 's.login', 'f.password'])
    .where('h.network_id', '=', networkId)
    .orderBy('h.host_id')
    .execute();
  return hosts.map(host => ({ ...host, password: host.password === null ? '' : sealerOf(db).open(host.password) }));
}
