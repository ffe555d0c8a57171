/** What the CRM's own database says of the rows that a run wrote. */
import { moneyText } from '../../crm/money.ts';
import type { Database } from '../../store/schema.ts';
import type { BackendContext } from '../audit/ask/backend-context.ts';
import { type Answer, type Ask, gone } from './answer.ts';

type AskDatabase = (db: Database, by: string, id: string) => Promise<Answer>;

const questions: Readonly<Record<string, AskDatabase>> = {
  service: askService,
  inventory: askInventory,
  transaction: askTransaction,
  payment: askPayment,
};

export const askCrm: Ask<BackendContext> = ({ db }, { kind, by }, id) => {
  const question = Object.hasOwn(questions, kind) ? questions[kind] : undefined;
  return question?.(db, by, id) ?? Promise.resolve({ unknown: `a ${kind} of the CRM is not looked at` });
};

/** A removed service keeps its row: one that is inactive is gone. */
async function askService(db: Database, by: string, id: string): Promise<Answer> {
  const query = db.selectFrom('service').select(['service_uuid', 'service_status']);
  const one = by === 'uuid' ? query.where('service_uuid', '=', id) : query.where('service_id', '=', Number(id));
  const row = await one.executeTakeFirst();
  return row === undefined || row.service_status === 'Inactive' ? gone : { row };
}

async function askInventory(db: Database, _by: string, id: string): Promise<Answer> {
  const query = db.selectFrom('inventory').select(['customer_id', 'service_id']);
  const row = await query.where('inventory_id', '=', Number(id)).executeTakeFirst();
  return { row: row ?? null };
}

/** Bookings are never erased: they are undone when those of their run and service sum up to nothing. */
async function askTransaction(db: Database, _by: string, id: string): Promise<Answer> {
  const found = db.selectFrom('crm_transaction').select(['provision_id', 'service_id', 'retail_cost_minor']);
  const row = await found.where('transaction_id', '=', Number(id)).executeTakeFirst();
  if (row === undefined) return gone;
  const of = db.selectFrom('crm_transaction').select(eb => eb.fn.sum<number>('retail_cost_minor').as('minor'));
  const sum = of.where('provision_id', 'is', row.provision_id).where('service_id', 'is', row.service_id);
  const minor = row.provision_id === null ? row.retail_cost_minor : (await sum.executeTakeFirst())?.minor;
  return minor === 0 ? gone : { row: { sum: moneyText(minor ?? 0) } };
}

/** Money that was given back, or never taken, is gone. */
async function askPayment(db: Database, _by: string, id: string): Promise<Answer> {
  const query = db.selectFrom('payment').select('payment_status').where('payment_intent', '=', id);
  const status = (await query.executeTakeFirst())?.payment_status;
  if (status === 'succeeded') return { row: { payment_status: status } };
  return status === 'refunded' || status === 'declined'
    ? gone
    : { unknown: `payment ${id} is ${status ?? 'not known'}` };
}
