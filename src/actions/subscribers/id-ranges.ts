import type { Database } from '../../store/schema.ts';

/** Ids above `after`, up to and with `upTo`. */
export interface IdRange {
  readonly after: number;
  readonly upTo: number;
}

const SUBSCRIBERS_AT_ONCE = 5000;

/** All subscribers in pieces small enough for one transaction each. */
export async function* idRanges(db: Database, size = SUBSCRIBERS_AT_ONCE): AsyncGenerator<IdRange> {
  for (let after = 0; ;) {
    const last = await db
      .selectFrom(
        db
          .selectFrom('subscriber')
          .select('subscriber_id')
          .where('subscriber_id', '>', after)
          .orderBy('subscriber_id')
          .limit(size)
          .as('piece'),
      )
      .select(({ fn }) => fn.max('subscriber_id').as('upTo'))
      .executeTakeFirst();
    if (last?.upTo === null || last?.upTo === undefined) return;
    yield { after, upTo: last.upTo };
    after = last.upTo;
  }
}
