import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { customerField } from './fields/reference-fields.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Input, ListQuery, Page, PaymentMethod } from './types.ts';

/** What a stored card has: the gateway's reference and what a person recognises it by. */
export const paymentMethodThing: Thing<PaymentMethod> = {
  label: 'payment method',
  table: 'payment_method',
  key: 'payment_method_id',
  search: ['nickname', 'brand', 'last4'],
  fields: {
    customer_id: customerField,
    gateway_token: {
      kind: 'text',
      required: true,
      pattern: { regexp: /^[A-Za-z]+_[A-Za-z0-9_]+$/, says: "the gateway's reference of a card, such as pm_…" },
    },
    brand: { kind: 'text', nullable: true },
    last4: { kind: 'text', nullable: true, pattern: { regexp: /^\d{4}$/, says: 'the last four digits' } },
    exp_month: { kind: 'integer', nullable: true, minimum: 1, maximum: 12 },
    exp_year: { kind: 'integer', nullable: true, minimum: 2000, maximum: 2100 },
    nickname: { kind: 'text', nullable: true },
    is_default: { kind: 'flag', default: false },
  },
};

/** Stores a card; as the default it takes the place of the one before. Throws E_INPUT, E_CONFLICT. */
export function createPaymentMethod(db: Database, input: Input): Promise<PaymentMethod> {
  return withTransaction(db, async tx => {
    const made = await createThing(tx, paymentMethodThing, isDefault(input) ? { ...input, is_default: false } : input);
    return isDefault(input) ? makeDefault(tx, made) : made;
  });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updatePaymentMethod(db: Database, id: unknown, changes: Input): Promise<PaymentMethod> {
  return withTransaction(db, async tx => {
    const wanted = isDefault(changes) ? { ...changes, is_default: false } : changes;
    const changed = await updateThing(tx, paymentMethodThing, id, wanted);
    return isDefault(changes) ? makeDefault(tx, changed) : changed;
  });
}

/** Throws E_NOT_FOUND. */
export function getPaymentMethod(db: Database, id: unknown): Promise<PaymentMethod> {
  return getThing(db, paymentMethodThing, id);
}

/** A page of stored cards. Throws E_INPUT for an unknown column. */
export function listPaymentMethods(db: Database, query: ListQuery = {}): Promise<Page<PaymentMethod>> {
  return listThings(db, paymentMethodThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND. */
export function deletePaymentMethod(db: Database, id: unknown): Promise<PaymentMethod> {
  return deleteThing(db, paymentMethodThing, id);
}

function isDefault({ is_default }: Input): boolean {
  return ['true', '1', 'yes', 'on'].includes(String(is_default).toLowerCase());
}

async function makeDefault(db: Database, method: PaymentMethod): Promise<PaymentMethod> {
  await db
    .updateTable('payment_method')
    .set({ is_default: 0 })
    .where('customer_id', '=', method.customer_id)
    .where('is_default', '=', 1)
    .execute();
  return updateThing(db, paymentMethodThing, method.payment_method_id, { is_default: true });
}
