import type { Database } from '../../store/schema.ts';

/** A count that took longer than this is kept for a while. */
const SLOW_MS = 40;
const KEPT_MS = 15_000;
const MOST_KEPT = 500;

interface Kept {
  readonly total: number;
  readonly until: number;
}

const counts = new WeakMap<Database, Map<string, Kept>>();

/** A total; a slow one is counted again after fifteen seconds at the earliest. `question` names what is counted. */
export async function countRows(db: Database, question: string, count: () => Promise<number>): Promise<number> {
  const kept = counts.get(db) ?? new Map<string, Kept>();
  counts.set(db, kept);
  const known = kept.get(question);
  if (known !== undefined && known.until > Date.now()) return known.total;
  const began = performance.now();
  const total = await count();
  kept.delete(question);
  if (performance.now() - began > SLOW_MS) keep(kept, question, total);
  return total;
}

function keep(kept: Map<string, Kept>, question: string, total: number): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(question, { total, until: Date.now() + KEPT_MS });
}
