import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Repeat } from '../../../src/provisioning/backends/backend.ts';
import { kinds } from '../../../src/provisioning/backends/kinds/index.ts';
import { repeatable } from '../../../src/provisioning/backends/repeatable.ts';
import { toValue } from '../../../src/template/index.ts';
import { backendAtOrigin } from './support.ts';

const rpc = (method: string, params: object = { Account: 'a' }) => toValue({ method, params: [params] });

const cases: readonly (readonly [keyof typeof kinds, string, unknown, Repeat])[] = [
  ['ocs', 'POST', rpc('ApierV2.SetAccount'), 'repeat'],
  ['ocs', 'POST', rpc('ApierV2.SetAccount', { Account: 'a', ActionPlanIDs: [] }), 'repeat'],
  ['ocs', 'POST', rpc('ApierV2.SetAccount', { Account: 'a', ActionPlanIds: ['monthly'] }), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.SetAccount', { Account: 'a', ActionPlanID: 'monthly' }), 'fail'],
  ['ocs', 'POST', rpc('APIerSv1.SetAttributeProfile'), 'repeat'],
  ['ocs', 'POST', rpc('ApierV1.SetBalance'), 'repeat'],
  ['ocs', 'POST', rpc('ApierV2.GetAccount'), 'repeat'],
  ['ocs', 'POST', rpc('ApierV1.RemoveAccount'), 'repeat'],
  ['ocs', 'POST', '{"method": "ApierV1.RemoveActionPlan", "params": [{"ID": "x"}]}', 'repeat'],
  ['ocs', 'POST', rpc('ApierV1.AddBalance'), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.DebitBalance'), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.ExecuteAction'), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.TopUpBalance'), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.TransferBalance'), 'fail'],
  ['ocs', 'POST', rpc('ApierV1.Settle'), 'fail'],
  ['ocs', 'POST', 'not JSON', 'fail'],
  ['ocs', 'POST', null, 'fail'],
  ['hss', 'GET', null, 'repeat'],
  ['hss', 'PUT', toValue({ imsi: '001' }), 'repeat'],
  ['hss', 'PATCH', toValue({ enabled: false }), 'repeat'],
  ['hss', 'DELETE', null, 'repeat'],
  ['hss', 'POST', null, 'fail'],
  ['sms', 'POST', toValue({ message_body: 'Hi' }), 'fail'],
  ['sms', 'GET', null, 'repeat'],
  ['http', 'GET', null, 'repeat'],
  ['http', 'PUT', null, 'repeat'],
  ['http', 'DELETE', null, 'repeat'],
  ['http', 'POST', null, 'fail'],
  ['http', 'PATCH', null, 'fail'],
];

for (const [kind, method, body, expected] of cases) {
  test(`${kind}: ${method} ${JSON.stringify(body instanceof Map ? body.get('method') : body)} is ${expected}`, () => {
    const backend = backendAtOrigin('http://h:1', { kind: kinds[kind] });
    assert.equal(repeatable(backend, { method, url: 'http://h:1/x', body }), expected);
  });
}

const keyed: readonly (readonly [keyof typeof kinds, string, string, Repeat])[] = [
  ['payments', 'POST', '/v1/payment_intents', 'with-key'],
  ['payments', 'GET', '/v1/payment_intents/1', 'repeat'],
  ['crm', 'PUT', '/crm/service/', 'with-key'],
  ['crm', 'POST', '/crm/stripe/charge_card/cus_1', 'with-key'],
  ['crm', 'POST', '/crm/stripe/refund/pi_1', 'repeat'],
  ['crm', 'PATCH', '/crm/service/service_id/1', 'repeat'],
  ['crm', 'GET', '/crm/service/', 'repeat'],
];

test('backends that do one key once: a create again with its key', () => {
  for (const [kind, method, path, expected] of keyed) {
    const backend = backendAtOrigin('http://h:1', { kind: kinds[kind], honoursIdempotencyKey: true });
    assert.equal(repeatable(backend, { method, url: `http://h:1${path}` }), expected, `${method} ${path}`);
  }
});

test('what a configuration says of keys counts, and a stranger is trusted with nothing', () => {
  const post = { method: 'POST', url: 'http://h:1/x' };
  assert.equal(repeatable(backendAtOrigin('http://h:1', { honoursIdempotencyKey: true }), post), 'with-key');
  assert.equal(repeatable(backendAtOrigin('http://h:1', { kind: kinds.payments }), post), 'fail');
  assert.deepEqual(
    ['GET', 'PUT', 'DELETE', 'POST', 'PATCH'].map(method => repeatable(undefined, { ...post, method })),
    ['repeat', 'repeat', 'repeat', 'fail', 'fail'],
  );
});
