/** The money of a failed run: what it booked is reversed, and what it took from a card has to be back. */
import { moneyText } from '../crm/money.ts';
import { createTransaction } from '../crm/transaction.ts';
import type { Database } from '../store/schema.ts';

/** Books the opposite of what a failed run booked and has not reversed itself: one row for each service. */
export async function reverseBookings(db: Database, provisionId: number): Promise<void> {
  for (const { customer_id, service_id, minor } of await openBookings(db, provisionId)) {
    const title = `Run ${provisionId} failed: bookings reversed`;
    await createTransaction(db, { customer_id, service_id, title, retail_cost: moneyText(-minor) }, { provisionId });
  }
}

/** Whether a card was charged and not refunded, or may have been: the gateway never answered. */
export async function keptPayments(db: Database, provisionId: number): Promise<boolean> {
  const query = db.selectFrom('payment').select('payment_id').where('provision_id', '=', provisionId);
  const kept = await query.where('payment_status', 'in', ['pending', 'succeeded']).executeTakeFirst();
  return kept !== undefined;
}

async function openBookings(
  db: Database,
  provisionId: number,
): Promise<{ customer_id: number; service_id: number | null; minor: number }[]> {
  const rows = await db
    .selectFrom('crm_transaction')
    .select(eb => ['customer_id', 'service_id', eb.fn.sum<number>('retail_cost_minor').as('minor')])
    .where('provision_id', '=', provisionId)
    .groupBy(['customer_id', 'service_id'])
    .execute();
  return rows.filter(row => row.minor !== 0);
}
