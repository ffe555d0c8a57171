import type { Database } from '../../store/schema.ts';

/** The virtual services that a subscriber has by his tags, archived ones too, with the price of all of each. */
export async function servicesOf(db: Database, subscriberId: number) {
  return db
    .selectFrom('subscriber_tag as st')
    .innerJoin('virtual_service as v', 'v.tag_id', 'st.tag_id')
    .innerJoin('tag as t', 't.tag_id', 'v.tag_id')
    .select(['t.tag_name', 'v.period_days', 'v.price_minor', 'st.quantity'])
    .where('st.subscriber_id', '=', subscriberId)
    .orderBy('v.virtual_service_id')
    .execute();
}
