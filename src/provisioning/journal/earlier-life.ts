/** What the journal holds of a run's earlier lives. */
import type { Draw, ModuleResult } from '../../engine/index.ts';
import { isGap, listJournal } from '../../crm/provision-journal.ts';
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import { pathOfEntry } from './entry-key.ts';
import { openResult } from './kept-result.ts';

export interface EarlierCall {
  readonly number: number;
  /** Undefined while the outcome is unknown, or when it is to be made again. */
  readonly result: ModuleResult | undefined;
  readonly isForgotten: boolean;
}

export interface EarlierLife {
  readonly calls: ReadonlyMap<string, EarlierCall>;
  readonly draws: readonly { readonly kind: Draw; readonly drawn: number }[];
  /** How many rows there are. */
  readonly entries: number;
  /** It may have done more than its rows tell. */
  readonly hasGap: boolean;
}

export const firstLife: EarlierLife = { calls: new Map(), draws: [], entries: 0, hasGap: false };

/** Reads the journal of a run; the calls that `forget` names are made again. */
export async function readEarlierLife(
  db: Database,
  provisionId: number,
  forget: (path: string, result: ModuleResult) => boolean = () => false,
): Promise<EarlierLife> {
  const sealer = sealerOf(db);
  const rows = await listJournal(db, provisionId);
  const calls = new Map<string, EarlierCall>();
  const draws: { kind: Draw; drawn: number }[] = [];
  for (const { kind, entry_key, entry_number, sealed_result, drawn } of rows) {
    if (kind !== 'call') draws.push({ kind, drawn: drawn ?? 0 });
    else if (entry_key !== null) {
      const result = sealed_result === null ? undefined : openResult(sealer, sealed_result);
      const isForgotten = result !== undefined && forget(pathOfEntry(entry_key), result);
      calls.set(entry_key, { number: entry_number, result: isForgotten ? undefined : result, isForgotten });
    }
  }
  return { calls, draws, entries: rows.at(-1)?.entry_number ?? 0, hasGap: rows.some(isGap) };
}
