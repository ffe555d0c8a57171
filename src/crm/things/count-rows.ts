import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import type { Query } from '../../store/statements.ts';
import { clause, quoted, where } from './clause.ts';
import type { Thing } from './thing.ts';

/** Of a table that spans so many keys a count is kept for a while: always the one of all rows, of some rows if it took so long. */
const LARGE = 100_000;
const SLOW_MS = 40;
const KEPT_MS = 15_000;
const MOST_KEPT = 500;

export interface Count {
  readonly total: number;
  /** The first and the last key of the table, whatever matches; null where it is empty. */
  readonly first: number | null;
  readonly last: number | null;
}

type Kept = Count & { readonly until: number };

const counts = new WeakMap<Database, Map<string, Kept>>();

/** How many rows match. One that is kept is fifteen seconds old at most; to one of all rows those are added that came since. */
export async function countRows(db: Database, thing: Thing, matching: readonly Query[]): Promise<Count> {
  const kept = counts.get(db) ?? new Map<string, Kept>();
  counts.set(db, kept);
  const question = JSON.stringify([thing.table, matching]);
  const known = kept.get(question);
  if (known !== undefined && known.until > Date.now()) return matching.length === 0 ? withNew(db, thing, known) : known;
  const began = performance.now();
  const count = await countNow(db, thing, matching);
  kept.delete(question);
  const isSlow = matching.length === 0 || performance.now() - began > SLOW_MS;
  if (isSlow && (count.last ?? 0) - (count.first ?? 0) > LARGE) keep(kept, question, count);
  return count;
}

async function withNew(db: Database, thing: Thing, { total, last }: Kept): Promise<Count> {
  const since = await countNow(db, thing, [clause(`${quoted(thing.key)} > ?`, last)]);
  return { ...since, total: total + since.total };
}

async function countNow(db: Database, thing: Thing, matching: readonly Query[]): Promise<Count> {
  const [key, table] = [quoted(thing.key), quoted(thing.table)];
  const { sql, parameters } = where(matching);
  const ends = `(select min(${key}) from ${table}) as first, (select max(${key}) from ${table}) as last`;
  const query = { sql: `select (select count(*) from ${table}${sql}) as total, ${ends}`, parameters };
  return (await runQuery<Count>(db, query)).rows[0] ?? { total: 0, first: null, last: null };
}

function keep(kept: Map<string, Kept>, question: string, count: Count): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(question, { ...count, until: Date.now() + KEPT_MS });
}
