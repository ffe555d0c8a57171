import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { pruneRules, type PruneRule } from './prune-rules.ts';

export interface PruneOptions {
  /** Days that each kind is kept, by the rule's name. */
  readonly days: Readonly<Record<string, number>>;
  /** Counts and removes nothing. */
  readonly dryRun?: boolean;
  readonly now?: Date;
}

const DAY_MS = 86_400_000;
/** Rows of one transaction: others who write wait no longer than that takes. */
const BATCH = 500;

/** Removes what is old and needed by nobody; gives the number of rows (runs, for their journals) by the rule's name. */
export async function prune(
  db: Database,
  { days, dryRun, now = new Date() }: PruneOptions,
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [name, rule] of Object.entries(pruneRules)) {
    const before = new Date(now.getTime() - (days[name] ?? rule.days) * DAY_MS).toISOString();
    removed[name] = dryRun === true ? await rule.count(db, before) : await removeAll(db, rule, before);
  }
  return removed;
}

async function removeAll(db: Database, rule: PruneRule, before: string): Promise<number> {
  let all = 0;
  for (;;) {
    const removed = await withTransaction(db, tx => rule.remove(tx, before, BATCH));
    all += removed;
    if (removed < BATCH) return all;
  }
}
