import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPaymentMethod } from '../../src/crm/payment-method.ts';
import { openLab, openServer } from './test-server.ts';

const charge = { retail_cost: '20.0', description: 'Top-up', customer_id: '1' };
const url = '/crm/stripe/charge_card/cus_demo_1';

test('charge and refund as a top-up’s play does them', async t => {
  const lab = await openLab(t);
  const { asRun } = await openServer(t, lab);
  const run = await asRun({});
  const { body: details } = await run('GET', '/crm/stripe/customer_id/1');
  assert.equal(details['customer_stripe_id'], 'cus_demo_1');
  const key = { 'idempotency-key': 'Topup_1' };
  const charged = await run('POST', url, charge, key);
  assert.deepEqual([charged.status, charged.body['status'], charged.body['retail_cost']], [200, 'succeeded', 20]);
  assert.deepEqual(await run('POST', url, charge, key), charged);
  assert.equal(lab.pay.balance('cus_demo_1'), 2000);
  const refund = `/crm/stripe/refund/${String(charged.body['charge_id'])}`;
  const refunded = await run('POST', refund, { description: 'failed' });
  assert.deepEqual([refunded.status, refunded.body['status']], [200, 'refunded']);
  assert.deepEqual(await run('POST', refund), refunded);
  assert.equal(lab.pay.balance('cus_demo_1'), 0);
});

test('a run that is walked again charges once without a key; a person each time', async t => {
  const lab = await openLab(t);
  const { asRun, as } = await openServer(t, lab);
  const [run, admin] = [await asRun({}), await as(1)];
  for (const call of [run, run, admin, admin]) assert.equal((await call('POST', url, charge)).status, 200);
  assert.equal(lab.pay.charges.length, 3);
});

test('equal keys of two senders are two charges', async t => {
  const lab = await openLab(t);
  const { asRun } = await openServer(t, lab);
  for (let n = 0; n < 2; n++) await (await asRun({}))('POST', url, charge, { 'idempotency-key': 'k' });
  assert.equal(lab.pay.charges.length, 2);
});

test('a refused card is 402 with the gateway’s code', async t => {
  const { as, db } = await openServer(t, await openLab(t));
  await createPaymentMethod(db, { customer_id: 1, gateway_token: 'pm_nofunds', is_default: true });
  const { status, body } = await (await as(1))('POST', url, charge);
  assert.deepEqual(
    [status, body['code'], Object(body['details']).decline_code],
    [402, 'E_DECLINED', 'insufficient_funds'],
  );
});

test('nobody pays for another', async t => {
  const lab = await openLab(t);
  const { as, asRun } = await openServer(t, lab);
  const admin = await as(1);
  const stranger = await asRun({ customerId: 2 });
  assert.equal((await stranger('POST', url, { ...charge, customer_id: undefined })).status, 403);
  assert.equal((await admin('POST', url, { ...charge, customer_id: 2 })).status, 400);
  const service = { customer_id: 2, product_id: 1, service_name: 'x', service_uuid: 'S' };
  const { body } = await admin('PUT', '/crm/service/', service);
  assert.equal((await admin('POST', url, { ...charge, service_id: body['service_id'] })).status, 400);
  assert.equal((await admin('POST', '/crm/stripe/charge_card/cus_nobody', charge)).status, 404);
  assert.equal(lab.pay.charges.length, 0);
});

test('a run gives back only what it took', async t => {
  const { asRun } = await openServer(t, await openLab(t));
  const { body } = await (await asRun({}))('POST', url, charge);
  const refund = `/crm/stripe/refund/${String(body['charge_id'])}`;
  assert.equal((await (await asRun({}))('POST', refund)).status, 409);
  assert.equal((await (await asRun({ customerId: 2 }))('POST', refund)).status, 403);
});
