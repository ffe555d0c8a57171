import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Config } from '../../../src/config.ts';
import type { Module, ModuleArguments, ModuleContext } from '../../../src/engine/index.ts';
import { withIdempotencyKeys } from '../../../src/provisioning/backends/idempotency-keys.ts';
import { toValue } from '../../../src/template/index.ts';

const settings = {
  concurrency: undefined,
  rate: undefined,
  connectTimeoutSeconds: undefined,
  answerTimeoutSeconds: undefined,
};
const others = {
  retries: undefined,
  honoursIdempotencyKey: undefined,
  breakerFailures: undefined,
  breakerOpenSeconds: undefined,
};
const config = {
  backends: (['payments', 'crm', 'sms'] as const).map((kind, n) => ({
    ...settings,
    ...others,
    name: kind,
    kind,
    baseUrl: `http://127.0.0.1:${n + 1}`,
  })),
} as Partial<Config> as Config;

/** The headers that a call leaves with. */
async function sent(args: ModuleArguments, callKey?: string): Promise<unknown> {
  let seen: unknown;
  const uri: Module = { name: 'uri', spec: {}, run: ({ headers }) => ({ seen: (seen = headers) }) };
  const context = (callKey === undefined ? {} : { callKey }) as ModuleContext;
  await withIdempotencyKeys(new Map([['uri', uri]]), config)
    .get('uri')
    ?.run(args, context);
  return seen instanceof Map ? Object.fromEntries(seen) : seen;
}

const pay = 'http://127.0.0.1:1/v1/payment_intents';

test('a write to a backend that honours keys carries the key of its call', async () => {
  assert.deepEqual(await sent({ url: pay, method: 'post' }, 'k1'), { 'Idempotency-Key': 'k1' });
  const headers = toValue({ Authorization: 'Bearer x' });
  const crm = { url: 'http://127.0.0.1:2/crm/service/', method: 'PUT', headers };
  assert.deepEqual(await sent(crm, 'k1'), { Authorization: 'Bearer x', 'Idempotency-Key': 'k1' });
});

test('reads, other backends and calls without a key are sent as they are', async () => {
  assert.equal(await sent({ url: pay, method: 'GET' }, 'k1'), undefined);
  assert.equal(await sent({ url: pay }, 'k1'), undefined);
  assert.equal(await sent({ url: 'http://127.0.0.1:3/SMS', method: 'POST' }, 'k1'), undefined);
  assert.equal(await sent({ url: 'http://stranger/', method: 'POST' }, 'k1'), undefined);
  assert.equal(await sent({ url: pay, method: 'POST' }), undefined);
});

test("a task's own key stands, however it is written", async () => {
  const headers = toValue({ 'idempotency-KEY': 'own' });
  assert.deepEqual(await sent({ url: pay, method: 'POST', headers }, 'k1'), { 'idempotency-KEY': 'own' });
});
