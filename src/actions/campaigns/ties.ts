import type { Database } from '../../store/schema.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';
import type { Ties } from './filters.ts';

/** Tags, districts and switches of the subscribers of a range. */
export async function tiesOf(
  db: Database,
  { after, upTo }: IdRange,
): Promise<Pick<Ties, 'tags' | 'districts' | 'switches'>> {
  const tags = await db
    .selectFrom('subscriber_tag')
    .select(['subscriber_id', 'tag_id as other_id'])
    .where('subscriber_id', '>', after)
    .where('subscriber_id', '<=', upTo)
    .execute();
  const ports = await db
    .selectFrom('switch_port')
    .select(['subscriber_id', 'switch_id'])
    .where('subscriber_id', '>', after)
    .where('subscriber_id', '<=', upTo)
    .execute();
  return {
    tags: grouped(tags),
    districts: grouped(await districtsOf(db, { after, upTo })),
    switches: new Map(ports.map(row => [row.subscriber_id, row.switch_id])),
  };
}

async function districtsOf(db: Database, { after, upTo }: IdRange) {
  return db
    .selectFrom('district_rule as r')
    .innerJoin('subscriber_profile as p', join =>
      join
        .onRef('p.city', '=', 'r.city')
        .on(eb => eb.or([eb('r.street', 'is', null), eb('r.street', '=', eb.ref('p.street'))]))
        .on(eb => eb.or([eb('r.building', 'is', null), eb('r.building', '=', eb.ref('p.building'))])),
    )
    .select(['p.subscriber_id', 'r.district_id as other_id'])
    .where('p.subscriber_id', '>', after)
    .where('p.subscriber_id', '<=', upTo)
    .execute();
}

function grouped(
  rows: readonly { readonly subscriber_id: number; readonly other_id: number }[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const groups = new Map<number, Set<number>>();
  for (const { subscriber_id, other_id } of rows) {
    groups.set(subscriber_id, (groups.get(subscriber_id) ?? new Set()).add(other_id));
  }
  return groups;
}
