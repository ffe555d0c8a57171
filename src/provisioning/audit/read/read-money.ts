/** The payments of the CRM with what was billed for them. */
import type { Database } from '../../../store/schema.ts';
import type { AuditPayment } from '../money-state.ts';

const PAGE_SIZE = 500;

/** All payments but refused ones, oldest first, page by page. */
export async function readPayments(db: Database): Promise<AuditPayment[]> {
  const payments: AuditPayment[] = [];
  for (let after = 0; ;) {
    const rows = await readPage(db, after);
    const last = rows.at(-1);
    if (last === undefined) return payments;
    const sums = await bookingsOf(db, rows);
    payments.push(...rows.map(row => ({ ...row, ...(sums.get(bookingKey(row)) ?? NOTHING) })));
    after = last.payment_id;
  }
}

type PaymentRow = Omit<AuditPayment, 'billed_minor' | 'credited_minor'>;
type Sums = Pick<AuditPayment, 'billed_minor' | 'credited_minor'>;

const NOTHING: Sums = { billed_minor: 0, credited_minor: 0 };

function readPage(db: Database, after: number): Promise<PaymentRow[]> {
  return db
    .selectFrom('payment')
    .leftJoin('provision', 'provision.provision_id', 'payment.provision_id')
    .select(['payment.payment_id', 'payment.customer_id', 'payment.provision_id', 'payment_status', 'amount_minor'])
    .select(['refunded_minor', 'payment_intent', 'payment.created', 'provision.provisioning_status as run_status'])
    .where('payment.payment_id', '>', after)
    .where('payment_status', '!=', 'declined')
    .orderBy('payment.payment_id')
    .limit(PAGE_SIZE)
    .execute();
}

/** Bookings belong to a payment by their run; without one, by customer and amount. */
async function bookingsOf(db: Database, payments: readonly PaymentRow[]): Promise<ReadonlyMap<string, Sums>> {
  const runs = payments.flatMap(payment => payment.provision_id ?? []);
  const customers = payments.flatMap(payment => (payment.provision_id === null ? payment.customer_id : []));
  const bookings = db.selectFrom('crm_transaction').select(['provision_id', 'customer_id', 'retail_cost_minor']);
  const rows = await bookings
    .where(eb =>
      eb.or([
        ...(runs.length > 0 ? [eb('provision_id', 'in', runs)] : []),
        ...(customers.length > 0 ? [eb.and([eb('provision_id', 'is', null), eb('customer_id', 'in', customers)])] : []),
      ]),
    )
    .execute();
  const sums = new Map<string, Sums>();
  for (const { retail_cost_minor: minor, ...row } of rows) {
    const key = bookingKey({ ...row, amount_minor: Math.abs(minor) });
    const { billed_minor, credited_minor } = sums.get(key) ?? NOTHING;
    sums.set(key, {
      billed_minor: billed_minor + Math.max(minor, 0),
      credited_minor: credited_minor + Math.max(-minor, 0),
    });
  }
  return sums;
}

function bookingKey(row: Pick<AuditPayment, 'provision_id' | 'customer_id' | 'amount_minor'>): string {
  return row.provision_id === null ? `customer ${row.customer_id} ${row.amount_minor}` : `run ${row.provision_id}`;
}
