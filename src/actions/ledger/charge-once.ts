/** Money of actions: each posting carries the run and moves once for its subject and period. */
import type { LedgerAccount, LedgerKind, Posting, PostingQuery, PostingRow } from '../../store/ledger/post-ledger.ts';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';

/** What the rows of one charge have in common; all may be left out. */
export interface Charge {
  /** `main` when not given. */
  readonly account?: LedgerAccount;
  /** `payment` (Ubilling's payments) when not given; `correction` is its paymentscorr. */
  readonly kind?: LedgerKind;
  /** The period in which it happens once; the context's when not given. */
  readonly period?: string;
  /** 1 when not given. */
  readonly cashTypeId?: number;
}

export type ChargeOne = Charge & PostingRow;

/** Moves money of one account once for its subject and period. False when it was done before: nothing moves, and the record says so. */
export async function chargeOnce(context: ActionContext, tx: DatabaseTransaction, charge: ChargeOne): Promise<boolean> {
  return (await chargeAll(context, tx, charge, [charge])) === 1;
}

/** The same for many owners, each at most once in `rows`; gives how many were charged now. */
export async function chargeAll(
  context: ActionContext,
  tx: DatabaseTransaction,
  charge: Charge,
  rows: readonly PostingRow[],
): Promise<number> {
  const { postLedgerRows } = await import('../../store/ledger/post-ledger.ts');
  const charged = await postLedgerRows(tx, postingOf(context, charge), rows);
  return note(context, charged, rows.length);
}

/** The same for the rows of a query: for tens of thousands of owners. */
export async function chargeQuery(
  context: ActionContext,
  tx: DatabaseTransaction,
  charge: Charge,
  query: PostingQuery,
): Promise<number> {
  const { postLedgerQuery } = await import('../../store/ledger/post-ledger.ts');
  const { asked, posted } = await postLedgerQuery(tx, postingOf(context, charge), query);
  return note(context, posted, asked);
}

/** Moves money each time it is asked, as a person at the desk does; the caller's own key, when there is one, makes it once. */
export async function postMoney(context: ActionContext, tx: DatabaseTransaction, charge: ChargeOne): Promise<boolean> {
  const { postLedgerRows } = await import('../../store/ledger/post-ledger.ts');
  const period = context.onceKey === undefined ? null : `key ${context.onceKey}`;
  const charged = await postLedgerRows(tx, { ...postingOf(context, charge), period }, [charge]);
  return note(context, charged, 1) === 1;
}

function postingOf(context: ActionContext, charge: Charge): Posting {
  return {
    account: charge.account ?? 'main',
    kind: charge.kind ?? 'payment',
    businessDate: context.today,
    created: context.now.toISOString(),
    actor: context.actor,
    cashTypeId: charge.cashTypeId ?? 1,
    action: context.action,
    period: charge.period ?? context.period,
    runId: context.runId,
  };
}

function note(context: ActionContext, charged: number, asked: number): number {
  if (charged > 0) context.count('charged', charged);
  if (asked > charged) context.count('already', asked - charged);
  context.changed(charged);
  return charged;
}
