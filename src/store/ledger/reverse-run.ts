import { sql } from 'kysely';
import type { DatabaseTransaction } from '../schema.ts';

export interface Reversal {
  /** The run whose rows are taken back. */
  readonly runId: number;
  /** The run that does it. */
  readonly byRunId: number;
  readonly businessDate: string;
  readonly created: string;
  readonly actor: string;
}

/** Ledger rows of a run that moved money and were not taken back, the newest first. */
export async function rowsToReverse(
  tx: DatabaseTransaction,
  runId: number,
): Promise<readonly { ledger_id: number; account: string; owner_id: number; amount_minor: number }[]> {
  return tx
    .selectFrom('ledger')
    .select(['ledger_id', 'account', 'owner_id', 'amount_minor'])
    .where('run_id', '=', runId)
    .where('kind', '<>', 'reversal')
    .where('amount_minor', '<>', 0)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ledger as back')
            .select('back.ledger_id')
            .whereRef('back.reverses_id', '=', 'ledger.ledger_id'),
        ),
      ),
    )
    .orderBy('ledger_id', 'desc')
    .execute();
}

/** Posts the opposite of one ledger row. */
export async function reverseRow(tx: DatabaseTransaction, ledgerId: number, reversal: Reversal): Promise<void> {
  const { byRunId, businessDate, created, actor } = reversal;
  await sql`
    insert into ledger (account, owner_id, business_date, created, kind, amount_minor, before_minor, after_minor,
      cash_type_id, actor, note, action, subject, run_id, reverses_id)
    select l.account, l.owner_id, ${businessDate}, ${created}, 'reversal', -l.amount_minor, b.balance,
      b.balance - l.amount_minor, l.cash_type_id, ${actor}, l.note, l.action, l.subject, ${byRunId}, l.ledger_id
    from ledger as l join (
      select 'main' as account, subscriber_id as id, balance_minor as balance from subscriber
      union all select 'virtual', subscriber_id, virtual_minor from subscriber
      union all select 'cable', cable_subscriber_id, balance_minor from cable_subscriber
    ) as b on b.account = l.account and b.id = l.owner_id
    where l.ledger_id = ${ledgerId}`.execute(tx);
}
