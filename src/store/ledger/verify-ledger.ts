import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An account whose balance is not what its ledger adds up to. */
export interface LedgerFault {
  readonly account: string;
  readonly ownerId: number;
  readonly balanceMinor: number;
  readonly ledgerMinor: number;
}

export interface LedgerCheck {
  readonly accounts: number;
  readonly rows: number;
  readonly faults: readonly LedgerFault[];
}

/** Compares every balance with the sum of its ledger rows, all in one look. */
export async function verifyLedger(db: Database): Promise<LedgerCheck> {
  const { rows } = await sql<LedgerFault>`
    select a.account as "account", a.id as "ownerId", a.balance as "balanceMinor", coalesce(l.total, 0) as "ledgerMinor"
    from (${accounts}) as a
    left join (select account, owner_id, sum(amount_minor) as total from ledger group by account, owner_id) as l
      on l.account = a.account and l.owner_id = a.id
    where a.balance <> coalesce(l.total, 0)`.execute(db);
  const counts = await sql<{ accounts: number; rows: number }>`
    select (select count(*) from (${accounts})) as accounts, (select count(*) from ledger) as rows`.execute(db);
  return { accounts: counts.rows[0]?.accounts ?? 0, rows: counts.rows[0]?.rows ?? 0, faults: rows };
}

const accounts = sql`
  select 'main' as account, subscriber_id as id, balance_minor as balance from subscriber
  union all select 'virtual', subscriber_id, virtual_minor from subscriber
  union all select 'cable', cable_subscriber_id, balance_minor from cable_subscriber`;
