import { type AliasableExpression, type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../schema.ts';

export type LedgerAccount = 'main' | 'virtual' | 'cable';
export type LedgerKind = 'payment' | 'correction' | 'set' | 'mock' | 'fee';

/** What all rows of one posting have in common. */
export interface Posting {
  readonly account: LedgerAccount;
  readonly kind: LedgerKind;
  readonly businessDate: string;
  readonly created: string;
  readonly actor: string;
  readonly cashTypeId: number | null;
  readonly action: string;
  /** Null lets the same be posted again. */
  readonly period: string | null;
  readonly runId: number;
}

export interface PostingRow {
  readonly ownerId: number;
  readonly amountMinor: number;
  readonly note: string;
  /** What is charged, within action and owner; empty for the owner himself. */
  readonly subject?: string;
  /** What lists show instead of the amount. */
  readonly shownMinor?: number;
}

/** A query that gives rows to post: one for each owner at most. */
export type PostingQuery = AliasableExpression<{
  owner_id: number;
  amount_minor: number;
  note: string;
  subject: string;
  shown_minor: number | null;
}>;

/**
 * Writes ledger rows, at most one for each owner, and moves the balances with them; gives how many were written. Rows whose
 * action, owner, subject and period stand in the ledger (and were not taken back) are left out: nothing is charged twice.
 * Owners that do not exist are left out too.
 */
export async function postLedgerRows(
  tx: DatabaseTransaction,
  posting: Posting,
  rows: readonly PostingRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const list = rows.map(row => [row.ownerId, row.amountMinor, row.note, row.subject ?? '', row.shownMinor ?? null]);
  return post(tx, posting, rowsOf(JSON.stringify(list)));
}

/** The same for the rows that a query gives: the database does all the work. `asked` is how many rows it gave. */
export async function postLedgerQuery(
  tx: DatabaseTransaction,
  posting: Posting,
  query: PostingQuery,
): Promise<{ readonly asked: number; readonly posted: number }> {
  const { asked } = await tx
    .selectFrom(query.as('q'))
    .select(eb => eb.fn.countAll<number>().as('asked'))
    .executeTakeFirstOrThrow();
  return { asked, posted: asked === 0 ? 0 : await post(tx, posting, sql`${query}`) };
}

function rowsOf(json: string): RawBuilder<unknown> {
  return sql`select value ->> 0 as owner_id, value ->> 1 as amount_minor, value ->> 2 as note, value ->> 3 as subject,
    value ->> 4 as shown_minor from json_each(${json})`;
}

/** Where each account keeps its balance. */
const owners: Readonly<Record<LedgerAccount, RawBuilder<unknown>>> = {
  main: sql`select subscriber_id as id, balance_minor as balance from subscriber`,
  virtual: sql`select subscriber_id as id, virtual_minor as balance from subscriber`,
  cable: sql`select cable_subscriber_id as id, balance_minor as balance from cable_subscriber`,
};

async function post(tx: DatabaseTransaction, posting: Posting, rows: RawBuilder<unknown>): Promise<number> {
  const { account, kind, businessDate, created, actor, cashTypeId, action, period, runId } = posting;
  const insert = sql`
    insert into ledger (account, owner_id, business_date, created, kind, amount_minor, before_minor, after_minor,
      shown_minor, cash_type_id, actor, note, action, subject, period, attempt, run_id)
    select ${account}, o.id, ${businessDate}, ${created}, ${kind}, r.amount_minor, o.balance, o.balance + r.amount_minor,
      r.shown_minor, ${cashTypeId}, ${actor}, r.note, ${action}, r.subject, ${period}, ${takenBack(posting)}, ${runId}
    from (${rows}) as r join (${owners[account]}) as o on o.id = r.owner_id
    where true on conflict do nothing`;
  const { numAffectedRows } = await insert.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** How many rows with this key were reversed: each makes room for one more. */
function takenBack({ action, period }: Posting): RawBuilder<number> {
  if (period === null) return sql`0`;
  return sql`(select count(*) from ledger as p join ledger as back on back.reverses_id = p.ledger_id
    where p.action = ${action} and p.owner_id = r.owner_id and p.subject = r.subject and p.period = ${period})`;
}
