import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Lab } from '../../src/lab/lab.ts';
import { brokenBy, http, pay, withLab } from './client.ts';

const payment = {
  amount: '4500',
  currency: 'EUR',
  customer: 'cus_demo_1',
  payment_method: 'pm_ok',
  confirm: 'true',
  off_session: 'true',
};
const charge = (lab: Lab, method = 'pm_ok', key?: string, more: Record<string, string> = {}) =>
  pay(lab, 'POST', '/v1/payment_intents', { ...payment, payment_method: method, ...more }, key);

describe('payments', () => {
  it(
    'charge once and refund',
    withLab({}, async lab => {
      const { status, json } = await charge(lab, 'pm_ok', undefined, { 'metadata[run]': '7' });
      assert.deepEqual([status, json.status, json.currency, json.metadata], [200, 'succeeded', 'eur', { run: '7' }]);
      assert.equal(lab.pay.balance('cus_demo_1'), 4500);
      const intent = json.id;
      assert.equal((await pay(lab, 'POST', '/v1/refunds', { payment_intent: intent, amount: '500' })).status, 200);
      const tooMuch = await pay(lab, 'POST', '/v1/refunds', { payment_intent: intent, amount: '4001' });
      assert.equal(tooMuch.status, 400);
      await pay(lab, 'POST', '/v1/refunds', { payment_intent: intent });
      assert.deepEqual(
        [lab.pay.balance('cus_demo_1'), lab.pay.refunds.length, lab.pay.charges[0]?.refunded],
        [0, 2, true],
      );
    }),
  );

  const refusals: readonly (readonly [method: string, code: string, decline: string | undefined])[] = [
    ['pm_declined', 'card_declined', 'generic_decline'],
    ['pm_nofunds', 'card_declined', 'insufficient_funds'],
    ['pm_expired', 'expired_card', undefined],
    ['pm_sca', 'authentication_required', 'authentication_required'],
  ];
  for (const [method, code, decline] of refusals) {
    it(
      `${method} is a 402 and takes nothing`,
      withLab({}, async lab => {
        const { status, json } = await charge(lab, method);
        const { error } = json;
        assert.deepEqual([status, error.type, error.code, error.decline_code], [402, 'card_error', code, decline]);
        assert.equal(lab.pay.charges.length, 0);
      }),
    );
  }

  it(
    'repeat the reply for the same key, refuse another body',
    withLab({}, async lab => {
      const first = await charge(lab, 'pm_ok', 'k1');
      const second = await charge(lab, 'pm_ok', 'k1');
      assert.deepEqual(
        [second.text, second.headers.get('idempotent-replayed'), lab.pay.charges.length],
        [first.text, 'true', 1],
      );
      const other = await charge(lab, 'pm_ok', 'k1', { amount: '1' });
      assert.deepEqual([other.status, other.json.error.type], [400, 'idempotency_error']);
    }),
  );

  it(
    'pm_lost is booked and never answered; the key finds it',
    withLab({}, async lab => {
      assert.equal(await brokenBy(charge(lab, 'pm_lost', 'k1')), 'ECONNRESET');
      const { status, json } = await charge(lab, 'pm_lost', 'k1');
      assert.deepEqual([status, json.status, lab.pay.charges.length], [200, 'succeeded', 1]);
    }),
  );

  it(
    'pm_slow takes its time, meanwhile its key is in use',
    withLab({ pay: { slowMs: 300 } }, async lab => {
      const slow = charge(lab, 'pm_slow', 'k1');
      await new Promise(resolve => setTimeout(resolve, 100));
      assert.equal((await charge(lab, 'pm_slow', 'k1')).status, 409);
      assert.equal((await slow).status, 200);
    }),
  );

  it(
    'lists payments and refunds, the newest first, page by page',
    withLab({}, async lab => {
      const ids: string[] = [];
      for (let n = 0; n < 3; n++) ids.unshift((await charge(lab)).json.id);
      const page = async (query: string): Promise<readonly string[]> =>
        (await pay(lab, 'GET', `/v1/payment_intents?${query}`)).json.data.map(intent => intent.id);
      assert.deepEqual(await page('limit=2'), ids.slice(0, 2));
      assert.deepEqual(await page(`limit=2&starting_after=${ids[1]}`), ids.slice(2));
      assert.deepEqual(await page('customer=cus_demo_2'), []);
      const { text } = await pay(lab, 'GET', '/v1/payment_intents?limit=2');
      assert.equal(JSON.parse(text).has_more, true);
      await pay(lab, 'POST', '/v1/refunds', { payment_intent: ids[0]! });
      await pay(lab, 'POST', '/v1/refunds', { payment_intent: ids[1]! });
      const { json } = await pay(lab, 'GET', `/v1/refunds?payment_intent=${ids[0]}`);
      assert.equal(json.data.length, 1);
      assert.equal((await pay(lab, 'GET', `/v1/refunds/${json.data[0]?.id}`)).status, 200);
      for (const wrong of ['limit=0', 'limit=101', 'starting_after=pi_none']) {
        assert.equal((await pay(lab, 'GET', `/v1/payment_intents?${wrong}`)).status, 400, wrong);
      }
    }),
  );

  it(
    'customers and their methods',
    withLab({}, async lab => {
      const { json } = await pay(lab, 'POST', '/v1/customers', { name: 'Ada' });
      const id = json.id;
      assert.deepEqual((await pay(lab, 'GET', `/v1/customers/${id}/payment_methods`)).json.data, []);
      await pay(lab, 'POST', '/v1/payment_methods/pm_ok/attach', { customer: id });
      const methods = (await pay(lab, 'GET', `/v1/customers/${id}/payment_methods`)).json.data;
      assert.deepEqual(
        methods.map(method => method.card.last4),
        ['4242'],
      );
      assert.equal((await pay(lab, 'GET', '/v1/customers/none')).status, 404);
      assert.equal((await charge(lab, 'pm_none')).status, 400);
      assert.equal((await charge(lab, 'pm_ok', undefined, { amount: '1.5' })).status, 400);
      assert.equal((await http('GET', `${lab.pay.url}/v1/customers`)).status, 401);
      assert.equal((await pay(lab, 'GET', '/v1/nothing')).status, 404);
    }),
  );
});

describe('SMS gateway', () => {
  const message = { source_msisdn: 'Us', destinatination_msisdn: '39333', message_body: 'Hello' };

  it(
    'takes messages, under both spellings',
    withLab({}, async lab => {
      const url = `${lab.sms.url}/SMS/plaintext/${lab.sms.key}`;
      const { status, text } = await http('POST', url, message);
      assert.deepEqual([status, JSON.parse(text).status], [201, 'queued']);
      await http('POST', url, { source_msisdn: 'Us', destination_msisdn: '39444', message_body: 'Hello' });
      assert.deepEqual(
        lab.sms.sent.map(sent => sent.destination_msisdn),
        ['39333', '39444'],
      );
      assert.ok(!JSON.stringify(lab.journal.entries()).includes(lab.sms.key), 'the journal hides the key');
    }),
  );

  it(
    'refuses other keys and missing fields',
    withLab({}, async lab => {
      assert.equal((await http('POST', `${lab.sms.url}/SMS/plaintext/wrong`, message)).status, 401);
      assert.equal(
        (await http('POST', `${lab.sms.url}/SMS/plaintext/${lab.sms.key}`, { ...message, message_body: '' })).status,
        400,
      );
      assert.equal(lab.sms.sent.length, 0);
    }),
  );
});
