import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { type IdRange, idRanges } from './id-ranges.ts';

const SUBSCRIBERS_AT_ONCE = 500;

/** A count of days that moves once a day for a subscriber. */
export interface DayCount<Member extends { readonly last_date: string | null }> {
  readonly membersIn: (context: ActionContext, tx: DatabaseTransaction, range: IdRange) => Promise<readonly Member[]>;
  /** Moves the counts of those who were not counted today yet, and what follows from that. */
  readonly countDay: (context: ActionContext, tx: DatabaseTransaction, due: readonly Member[]) => Promise<void>;
}

/** Counts the day for all subscribers, some hundred in a transaction; who was counted before is left out and told. */
export async function countEachDay<Member extends { readonly last_date: string | null }>(
  context: ActionContext,
  { membersIn, countDay }: DayCount<Member>,
): Promise<void> {
  for await (const range of idRanges(context.db, SUBSCRIBERS_AT_ONCE)) {
    await context.transaction(async tx => {
      const members = await membersIn(context, tx, range);
      const due = members.filter(({ last_date }) => last_date === null || last_date < context.today);
      if (members.length > due.length) context.count('already', members.length - due.length);
      await countDay(context, tx, due);
    });
  }
}
