import { createTransaction } from '../../../src/crm/transaction.ts';
import { type Case, nothing } from './cases.ts';
import type { Damage } from './damaged-world.ts';

const NOW = new Date().toISOString();
let last = '';

interface Paid {
  readonly payment_status?: string;
  readonly payment_intent?: string | null;
  readonly provision_id?: number | null;
  readonly refunded_minor?: number;
}

/** A payment of 7.00 in the CRM. */
const payment = async (at: Damage, more: Paid): Promise<number> => {
  const row = { customer_id: 1, service_id: null, amount_minor: 700, currency: 'usd', gateway_token: 'pm_ok' };
  const money = { payment_status: 'succeeded', refunded_minor: 0, payment_intent: null, provision_id: null };
  const rest = { idempotency_key: `key-${Math.random()}`, created: NOW, last_modified: NOW };
  const insert = at.db.insertInto('payment').values({ ...row, ...money, ...rest, ...more });
  const { payment_id } = await insert.returning('payment_id').executeTakeFirstOrThrow();
  last = `payment ${payment_id}`;
  return payment_id;
};
/** A charge of 7.00 at the gateway. */
const charge = async (at: Damage, metadata: Record<string, string> = {}): Promise<string> => {
  const form = { amount: '700', currency: 'usd', customer: 'cus_demo_1', payment_method: 'pm_ok', confirm: 'true' };
  return (await at.pay('/v1/payment_intents', { ...form, ...metadata })).id;
};
const bill = (at: Damage, retail_cost: string, provisionId?: number): Promise<unknown> =>
  createTransaction(
    at.db,
    { customer_id: 1, title: 'Top-up', retail_cost },
    provisionId === undefined ? {} : { provisionId },
  );

export const moneyCases: readonly Case[] = [
  {
    what: 'PAY-1: booked by the gateway, but never known to the CRM',
    damage: async at => {
      const id = await payment(at, { payment_status: 'pending' });
      last = await charge(at, { 'metadata[omnicrm_payment]': String(id) });
    },
    finds: () => [`PAY-1 ${last}`],
    evidence: /charged, but payment \d+ is pending/,
  },
  {
    what: 'PAY-1: taken for a run that failed',
    damage: async at => {
      const run = { provisioning_status: 2 };
      await at.db.updateTable('provision').set(run).where('provision_id', '=', 3).execute();
      await payment(at, { payment_intent: await charge(at), provision_id: 3 });
    },
    finds: () => [`PAY-1 ${last}`],
    evidence: /7\.00 taken, but run 3 failed/,
  },
  {
    what: 'PAY-1: taken by hand and never billed',
    damage: async at => payment(at, { payment_intent: await charge(at) }),
    finds: () => [`PAY-1 ${last}`],
    evidence: /nothing was billed/,
  },
  {
    what: 'PAY-1: not what was billed, what was given back, or what somebody else charged',
    damage: async at => {
      await payment(at, { payment_intent: await charge(at) });
      await bill(at, '7.00');
      const refunded = await charge(at, { 'metadata[omnicrm_payment]': '999' });
      await at.pay('/v1/refunds', { payment_intent: refunded });
      await charge(at, { 'metadata[order]': '1' });
    },
    finds: nothing,
  },
  {
    what: 'PAY-2: paid in the CRM, but not at the gateway',
    damage: async at => {
      await payment(at, { payment_intent: 'pi_none' });
      await bill(at, '7.00');
    },
    finds: () => [`PAY-2 ${last}`],
    evidence: /no such charge \(pi_none\)/,
  },
  {
    what: 'PAY-2: given back, but still billed',
    damage: async at => {
      const payment_intent = await charge(at);
      await at.pay('/v1/refunds', { payment_intent });
      await payment(at, { payment_intent, payment_status: 'refunded', refunded_minor: 700 });
      await bill(at, '7.00');
    },
    finds: () => [`PAY-2 ${last}`],
    evidence: /7\.00 given back, but 0\.00/,
  },
  {
    what: 'PAY-2: given back at the gateway, without the CRM',
    damage: async at => {
      const payment_intent = await charge(at);
      await at.pay('/v1/refunds', { payment_intent });
      await payment(at, { payment_intent });
      await bill(at, '7.00');
    },
    finds: () => [`PAY-2 ${last}`],
    evidence: /refunded at the gateway/,
  },
  {
    what: 'PAY-2: not when the bill was reversed, too',
    damage: async at => {
      const payment_intent = await charge(at);
      await at.pay('/v1/refunds', { payment_intent });
      await payment(at, { payment_intent, payment_status: 'refunded', refunded_minor: 700, provision_id: 3 });
      await bill(at, '7.00', 3);
      await bill(at, '-7.00', 3);
    },
    finds: nothing,
  },
];
