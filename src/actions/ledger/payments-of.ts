import type { Database } from '../../store/schema.ts';

/** Sums that Ubilling's payments list shows: `set` rows count with the new balance, `mock` rows with their sum; those taken back do not. */
export function paymentsBetween(db: Database, from: string, to: string) {
  return db
    .selectFrom('ledger as l')
    .leftJoin('ledger as back', 'back.reverses_id', 'l.ledger_id')
    .where('l.account', '=', 'main')
    .where('l.kind', 'in', ['payment', 'set', 'mock'])
    .where('l.business_date', '>=', from)
    .where('l.business_date', '<=', to)
    .where('back.ledger_id', 'is', null)
    .select(eb => [
      'l.ledger_id',
      'l.owner_id',
      'l.note',
      eb.fn.coalesce('l.shown_minor', 'l.amount_minor').as('sum_minor'),
    ]);
}
