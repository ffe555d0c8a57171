import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from '../../../src/provisioning/backends/kinds/index.ts';
import { retryAfterMs } from '../../../src/provisioning/backends/governor/retry-after.ts';
import { backendAtOrigin, callsTo, openBackend, until, type Answer } from './support.ts';

const ok: Answer = (_, response) => void response.end('ok');
const begun: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': '10' }).write('12345');
  setTimeout(() => response.destroy(), 10);
};
const reset: Answer = request => void request.socket.resetAndDestroy();

function failsFirst(times: number, fail: Answer): Answer {
  return (request, response, count) => (count <= times ? fail : ok)(request, response, count);
}

function statusOf(code: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => void response.writeHead(code, headers).end();
}

test('of fifty parallel calls no more are under way than the backend takes', async t => {
  let [running, most] = [0, 0];
  const server = await openBackend(t, (_, response) => {
    most = Math.max(most, ++running);
    setTimeout(() => response.end('ok', () => running--), 5);
  });
  const call = callsTo(t, backendAtOrigin(server.origin, { concurrency: 4 }));
  const answers = await Promise.all(Array.from({ length: 50 }, () => call('POST')));
  assert.ok(answers.every(({ status, body }) => status === 200 && body.toString() === 'ok'));
  assert.equal(server.requests.length, 50);
  assert.equal(most, 4);
});

test('calls are let in in the order in which they came', async t => {
  const server = await openBackend(t, ok);
  const call = callsTo(t, backendAtOrigin(server.origin, { concurrency: 1 }));
  const order: number[] = [];
  await Promise.all(Array.from({ length: 10 }, (_, n) => call().then(() => order.push(n))));
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a rate is kept', async t => {
  const server = await openBackend(t, ok);
  const call = callsTo(t, backendAtOrigin(server.origin, { rate: 50 }));
  const started = performance.now();
  await Promise.all(Array.from({ length: 25 }, () => call()));
  // Five at once, then one each 20 ms.
  assert.ok(performance.now() - started >= 380);
});

test('a call that waits in line can be ended, and is not sent', async t => {
  const server = await openBackend(t, (_, response) => void setTimeout(() => response.end(), 50));
  const call = callsTo(t, backendAtOrigin(server.origin, { concurrency: 1 }));
  const stop = new AbortController();
  const first = call();
  const second = call('GET', stop.signal);
  stop.abort();
  await assert.rejects(second, { name: 'AbortError' });
  await Promise.all([first, call()]);
  assert.equal(server.requests.length, 2);
});

const retried: readonly (readonly [string, Answer])[] = [
  ['a reset connection', reset],
  ['status 502', statusOf(502)],
  ['status 503', statusOf(503)],
  ['status 504', statusOf(504)],
];

for (const [what, fail] of retried) {
  test(`${what}: a GET is sent again, a POST is not`, async t => {
    const server = await openBackend(t, failsFirst(2, fail));
    const call = callsTo(t, backendAtOrigin(server.origin));
    assert.equal((await call('GET')).status, 200);
    assert.equal(server.requests.length, 3);
    server.requests.length = 0;
    await call('POST').catch(() => undefined);
    assert.equal(server.requests.length, 1);
  });
}

test('a refused connection is tried again, until the retries are used up', async t => {
  const server = await openBackend(t, ok);
  await server.down();
  const call = callsTo(t, backendAtOrigin(server.origin));
  const failed = call('GET');
  await assert.rejects(failed, { code: 'ECONNREFUSED' });
  const saved = call('GET');
  await server.up();
  assert.equal((await saved).status, 200);
});

test('methods that a kind knows to be repeatable are sent again too', async t => {
  const server = await openBackend(t, failsFirst(1, reset));
  const call = callsTo(t, backendAtOrigin(server.origin, { kind: kinds.hss }));
  assert.equal((await call('PATCH')).status, 200);
});

test('no retries, other statuses and a broken answer: sent once', async t => {
  for (const [fail, retries] of [
    [reset, 0],
    [statusOf(500), 2],
    [statusOf(429), 2],
    [begun, 2],
  ] as const) {
    const server = await openBackend(t, failsFirst(1, fail));
    await callsTo(t, backendAtOrigin(server.origin, { retries }))('GET').catch(() => undefined);
    assert.equal(server.requests.length, 1);
  }
});

test('Retry-After holds back every call to the backend', async t => {
  const server = await openBackend(t, failsFirst(1, statusOf(429, { 'retry-after': '1' })));
  const call = callsTo(t, backendAtOrigin(server.origin));
  const started = performance.now();
  assert.equal((await call('POST')).status, 429);
  assert.equal((await call('POST')).status, 200);
  assert.ok(performance.now() - started >= 990);
});

test('Retry-After: seconds, a date, nonsense, and never too long', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const asked = (value?: string) => retryAfterMs(value === undefined ? {} : { 'retry-after': value }, now);
  assert.deepEqual(
    [asked('2'), asked('Thu, 01 Jan 2026 00:00:03 GMT'), asked('Wed, 31 Dec 2025 00:00:00 GMT'), asked('86400')],
    [2000, 3000, 0, 20_000],
  );
  assert.deepEqual([asked(), asked(''), asked('soon')], [undefined, undefined, undefined]);
});

test('an answer that does not begin in time ends the call', async t => {
  const server = await openBackend(t, () => undefined);
  const call = callsTo(t, backendAtOrigin(server.origin, { answerTimeoutMs: 50 }));
  await assert.rejects(call('POST'), { code: 'ETIMEDOUT' });
  assert.equal(server.requests.length, 1);
});

test('a breaker opens after failures in a row, fails calls at once, lets one try, and closes', async t => {
  const server = await openBackend(t, ok);
  await server.down();
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-01-01T12:00:00Z') });
  const limits = { name: 'hss1', retries: 0, breaker: { failures: 3, openMs: 10_000 } };
  const call = callsTo(t, backendAtOrigin(server.origin, limits));
  for (let n = 0; n < 3; n++) await assert.rejects(call('POST'), { code: 'ECONNREFUSED' });
  await until(() => call.governor.outage !== undefined);
  const place = `hss1 (${server.origin})`;
  const down = {
    code: 'EBACKENDDOWN',
    message: `${place} is down since 12:00:00Z (Connection refused); it is tried again at `,
  };
  await assert.rejects(call('POST'), { ...down, message: `${down.message}12:00:10Z` });
  t.mock.timers.tick(10_001);
  assert.equal(call.governor.outage, undefined);
  const [first, second] = await Promise.allSettled([call('POST'), call('POST')]);
  assert.deepEqual(
    [first, second].map(({ status, ...end }) => [status, 'reason' in end && end.reason.code]),
    [
      ['rejected', 'ECONNREFUSED'],
      ['rejected', 'EBACKENDDOWN'],
    ],
  );
  await assert.rejects(call('POST'), { ...down, message: `${down.message}12:00:20Z` });
  await server.up();
  t.mock.timers.tick(10_001);
  const answers = await Promise.all([call('POST'), call('POST'), call('POST')]);
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(call.governor.outage, undefined);
});

test('statuses of the application, and calls that were ended, do not open a breaker', async t => {
  const server = await openBackend(t, (request, response, count) => {
    if (count <= 4) statusOf(count % 2 === 0 ? 500 : 404)(request, response, count);
    else if (count > 8) response.end();
  });
  const call = callsTo(t, backendAtOrigin(server.origin, { breaker: { failures: 2, openMs: 5000 } }));
  for (let n = 0; n < 4; n++) await call('POST');
  for (let n = 0; n < 4; n++) {
    const stop = new AbortController();
    const ended = call('POST', stop.signal);
    await sleep(10);
    stop.abort();
    await assert.rejects(ended, { name: 'AbortError' });
  }
  await sleep(20);
  assert.equal((await call('POST')).status, 200);
});

test('time-outs of tasks open a breaker', async t => {
  const server = await openBackend(t, () => undefined);
  const call = callsTo(t, backendAtOrigin(server.origin, { breaker: { failures: 2, openMs: 5000 } }));
  for (let n = 0; n < 2; n++) await assert.rejects(call('POST', undefined, 30), { name: 'TimedOut' });
  await until(() => call.governor.outage !== undefined);
  await assert.rejects(call('POST'), { code: 'EBACKENDDOWN' });
});
