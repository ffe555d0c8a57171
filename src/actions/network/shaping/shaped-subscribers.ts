import { sql } from 'kysely';
import type { ActionContext } from '../../action.ts';
import { dateTimeOf } from '../../calendar.ts';

/** A subscriber at a router, in a time at which his tariff has another speed. */
export type ShapedSubscriber = Awaited<ReturnType<typeof shapedSubscribers>>[number];

/** Those who may use the net, whose network has a router, and whose tariff has another speed at the run's moment. */
export async function shapedSubscribers({ db, now }: ActionContext) {
  const time = dateTimeOf(now).slice(-'HH:MM:SS'.length);
  return db
    .selectFrom('subscriber as s')
    .innerJoin('host as h', 'h.subscriber_id', 's.subscriber_id')
    .innerJoin('nas as n', 'n.network_id', 'h.network_id')
    .innerJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .innerJoin('tariff_window as w', 'w.tariff_id', 't.tariff_id')
    .leftJoin('tariff_burst as b', 'b.tariff_id', 't.tariff_id')
    .select(['s.login', 'n.nas_id', 't.speed_down_kbit', 't.speed_up_kbit', 'w.speed_down_kbit as window_down_kbit'])
    .select(['b.down_kbit as burst_down_kbit', 'b.up_kbit as burst_up_kbit', 'b.down_seconds', 'b.up_seconds'])
    .where('n.kind', '=', 'mikrotik')
    .where('s.down', '=', 0)
    .where('s.closed', 'is', null)
    .where('s.balance_minor', '>=', sql<number>`-s.credit_minor`)
    .where('w.from_time', '<=', time)
    .where('w.to_time', '>=', time)
    .orderBy('s.subscriber_id')
    .orderBy('w.tariff_window_id')
    .execute();
}
