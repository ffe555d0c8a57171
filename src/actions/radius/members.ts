/** The subscribers of each RADIUS server, with all that attributes may name of them. */
import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { RadiusAttributeTable, RadiusNasTable } from '../../store/tables/radius.ts';

export interface RadiusServer extends Selectable<RadiusNasTable> {
  readonly ip: string;
  readonly network_id: number | null;
  readonly attributes: readonly Selectable<RadiusAttributeTable>[];
}

export type Member = Awaited<ReturnType<typeof readMembers>>[number];

/** Servers with attributes or packets, secrets opened. */
export async function readServers(db: Database): Promise<readonly RadiusServer[]> {
  const attributes = await db.selectFrom('radius_attribute').selectAll().orderBy('radius_attribute_id').execute();
  const servers = await db
    .selectFrom('radius_nas as r')
    .innerJoin('nas as n', 'n.nas_id', 'r.nas_id')
    .selectAll('r')
    .select(['n.ip', 'n.network_id'])
    .orderBy('r.nas_id')
    .execute();
  return servers.map(server => ({
    ...server,
    secret: server.secret && sealerOf(db).open(server.secret),
    attributes: attributes.filter(({ nas_id }) => nas_id === server.nas_id),
  }));
}

/** Everybody with an address in a network, passwords opened. */
export async function readMembers(db: Database) {
  const rows = await db
    .selectFrom('subscriber as s')
    .innerJoin('host as h', 'h.subscriber_id', 's.subscriber_id')
    .innerJoin('network as w', 'w.network_id', 'h.network_id')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('radius_alias as a', 'a.login', 's.login')
    .leftJoin('radius_state as r', 'r.subscriber_id', 's.subscriber_id')
    .leftJoin('switch_port as o', 'o.subscriber_id', 's.subscriber_id')
    .leftJoin('switch as d', 'd.switch_id', 'o.switch_id')
    .select(['s.subscriber_id', 's.login', 's.balance_minor', 's.credit_minor', 's.frozen', 's.down'])
    .select(['s.always_online', 'h.ip', 'h.mac', 'w.network_id', 'w.cidr', 'w.first_ip', 'w.last_ip', 'p.password'])
    .select(['p.speed_kbit', 't.tariff_name', 't.speed_down_kbit', 't.speed_up_kbit', 'a.alias', 'd.ip as switch_ip'])
    .select(['d.mac as switch_mac', 'o.port as switch_port', 'r.active as was_active'])
    .orderBy('s.subscriber_id')
    .execute();
  return rows.map(row => ({ ...row, password: row.password && sealerOf(db).open(row.password) }));
}
