import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createPaymentGateway, type PaymentGateway } from '../../src/crm/payments/payment-gateway.ts';
import { chargeCard, paymentDetails, refundPayment, type CardCharge } from '../../src/crm/payments/charge-card.ts';
import { getPayment, listPayments } from '../../src/crm/payments/payment.ts';
import { createPaymentMethod } from '../../src/crm/payment-method.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import type { Database } from '../../src/store/schema.ts';
import { demoDatabase } from './demo-database.ts';

interface Shop {
  readonly db: Database;
  readonly lab: Lab;
  readonly gateway: PaymentGateway;
  charge(change?: Partial<CardCharge>): Promise<unknown>;
}

/** A demo database, the simulated gateway, and the customer 1 with the given card as the default. */
async function openShop(t: TestContext, card = 'pm_ok', currency = 'usd'): Promise<Shop> {
  const { db } = await demoDatabase(t);
  const lab = await startLab();
  t.after(() => lab.close());
  if (card !== 'pm_ok') await createPaymentMethod(db, { customer_id: 1, gateway_token: card, is_default: true });
  const { base_url: baseUrl, secret_key: secretKey } = lab.settings().stripe;
  const gateway = createPaymentGateway({ baseUrl, secretKey, currency });
  const defaults = {
    customerStripeId: 'cus_demo_1',
    retailCost: '15.50',
    description: 'Top-up',
    serviceId: null,
    provisionId: null,
  };
  return {
    db,
    lab,
    gateway,
    charge: change => chargeCard(db, gateway, { ...defaults, idempotencyKey: 'k1', ...change }),
  };
}

test('a charge is booked in minor units and written down', async t => {
  const shop = await openShop(t);
  const payment = await shop.charge();
  const [charge] = shop.lab.pay.charges;
  assert.equal(charge?.amount, 1550);
  assert.deepEqual(pick(payment), { status: 'succeeded', amount: 15.5, refunded: 0, currency: 'usd', decline: null });
  assert.match(String(Object(payment).payment_intent), /^pi_/);
});

test('the same key charges once, and only for the same charge', async t => {
  const shop = await openShop(t);
  const first = await shop.charge();
  assert.deepEqual(await shop.charge(), first);
  await assert.rejects(shop.charge({ retailCost: 16 }), { code: 'E_CONFLICT' });
  assert.equal(shop.lab.pay.charges.length, 1);
  await shop.charge({ idempotencyKey: 'k2' });
  assert.equal(shop.lab.pay.balance('cus_demo_1'), 3100);
});

test('a charge whose answer is lost is asked for again under its key and booked once', async t => {
  const shop = await openShop(t, 'pm_lost');
  await shop.charge();
  assert.equal(shop.lab.pay.charges.length, 1);
});

const refusals = [
  ['pm_declined', 'generic_decline'],
  ['pm_nofunds', 'insufficient_funds'],
  ['pm_expired', 'expired_card'],
  ['pm_sca', 'authentication_required'],
] as const;

for (const [card, decline_code] of refusals) {
  test(`${card} is refused as ${decline_code}, twice under one key`, async t => {
    const shop = await openShop(t, card);
    for (let n = 0; n < 2; n++) {
      await assert.rejects(shop.charge(), { code: 'E_DECLINED', details: { payment_id: 1, decline_code } });
    }
    assert.equal(shop.lab.pay.balance('cus_demo_1'), 0);
    assert.equal((await getPayment(shop.db, 1)).payment_status, 'declined');
  });
}

test('without an answer the payment stays pending, and the key settles it later', async t => {
  const shop = await openShop(t);
  const fault = shop.lab.fault({ match: { system: 'pay' }, effect: { status: { code: 503 } } });
  await assert.rejects(shop.charge(), { code: 'E_BACKEND_DOWN' });
  assert.equal((await getPayment(shop.db, 1)).payment_status, 'pending');
  await shop.lab.clearFaults(fault);
  assert.equal(pick(await shop.charge()).status, 'succeeded');
  assert.equal((await listPayments(shop.db)).pagination.total, 1);
});

test('nobody at the address is a backend that is down', async t => {
  const { db } = await demoDatabase(t);
  const gateway = createPaymentGateway({ baseUrl: 'http://127.0.0.1:9', secretKey: 'x', currency: 'usd' });
  const charge = {
    customerStripeId: 'cus_demo_1',
    retailCost: 1,
    description: 'x',
    serviceId: null,
    provisionId: null,
    idempotencyKey: 'k',
  };
  await assert.rejects(chargeCard(db, gateway, charge), { code: 'E_BACKEND_DOWN', hint: /same key/ });
});

test('a wrong secret key is the configuration to blame', async t => {
  const shop = await openShop(t);
  const gateway = createPaymentGateway({ baseUrl: shop.lab.pay.url, secretKey: 'sk_wrong', currency: 'usd' });
  const charge = {
    customerStripeId: 'cus_demo_1',
    retailCost: 1,
    description: 'x',
    serviceId: null,
    provisionId: null,
    idempotencyKey: 'k',
  };
  await assert.rejects(chargeCard(shop.db, gateway, charge), { code: 'E_CONFIG' });
});

test('a refund gives all back, once', async t => {
  const shop = await openShop(t);
  const intent = String(Object(await shop.charge()).payment_intent);
  for (let n = 0; n < 2; n++) {
    assert.deepEqual(pick(await refundPayment(shop.db, shop.gateway, intent)), {
      status: 'refunded',
      amount: 15.5,
      refunded: 15.5,
      currency: 'usd',
      decline: null,
    });
  }
  assert.equal(shop.lab.pay.refunds.length, 1);
  assert.equal(shop.lab.pay.balance('cus_demo_1'), 0);
  await assert.rejects(refundPayment(shop.db, shop.gateway, 'pi_unknown'), { code: 'E_NOT_FOUND' });
});

test('amounts that cannot be charged are refused before anything is written', async t => {
  const shop = await openShop(t, 'pm_ok', 'jpy');
  for (const retailCost of [0, '-5', 'abc', '1.234'])
    await assert.rejects(shop.charge({ retailCost }), { code: 'E_INPUT' });
  assert.equal((await listPayments(shop.db)).pagination.total, 0);
  await assert.rejects(shop.charge({ retailCost: '15.50' }), { code: 'E_INPUT', hint: /0 digits/ });
  await shop.charge({ retailCost: '15', idempotencyKey: 'yen' });
  assert.equal(shop.lab.pay.charges[0]?.amount, 15);
});

test('how a customer pays: the default card first; none is an error', async t => {
  const shop = await openShop(t, 'pm_nofunds');
  const details = await paymentDetails(shop.db, '1');
  assert.equal(details.customer_stripe_id, 'cus_demo_1');
  assert.deepEqual(
    details.data.map(method => method.gateway_token),
    ['pm_nofunds', 'pm_ok'],
  );
  await assert.rejects(paymentDetails(shop.db, 2), { code: 'E_NOT_FOUND' });
  await assert.rejects(shop.charge({ customerStripeId: 'cus_nobody' }), { code: 'E_NOT_FOUND' });
});

function pick(payment: unknown): { status: string } & Record<string, unknown> {
  const { payment_status: status, amount, refunded, currency, decline_code: decline } = Object(payment);
  return { status, amount, refunded, currency, decline };
}
