import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { exchange } from '../../../src/engine/network/exchange.ts';
import { loadPlaybook, runPlaybook, type RunEvent } from '../../../src/engine/index.ts';
import { InProcessDispatcher } from '../../../src/http/in-process-dispatcher.ts';
import { createRunToken, type RunToken } from '../../../src/provisioning/backends/run-token.ts';
import { withFreshToken } from '../../../src/provisioning/backends/with-fresh-token.ts';
import type { Value } from '../../../src/template/index.ts';
import { startedRun } from '../../crm/demo-database.ts';
import { openServer } from '../../http/test-server.ts';

const origin = 'http://crm.invalid';
const LIFETIME = 60;

/** A CRM whose tokens live a minute, a run's token, and what was told of new ones. */
async function open(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { server, tokens, db } = await openServer(t);
  const provisionId = await startedRun(db);
  const run = { provisionId, userId: 1, customerId: 1, inventoryIds: [], serviceId: null };
  let issued = 0;
  const issue = (): Promise<string> => {
    issued++;
    return tokens.issueToken({ userId: 1, run, lifetimeSeconds: LIFETIME });
  };
  const learned: string[] = [];
  const first = await issue();
  const token = createRunToken({ provisionId, token: first, issue, learned: fresh => learned.push(fresh) });
  const crm = withFreshToken(new InProcessDispatcher(server), token);
  const expire = (): void => t.mock.timers.tick((LIFETIME + 5) * 1000);
  return { crm, token, first, learned, issue, tokens, expire, issued: () => issued };
}

async function statusOf(crm: Awaited<ReturnType<typeof open>>['crm'], bearer: string, body?: string): Promise<number> {
  const { status } = await exchange(
    {
      method: body === undefined ? 'GET' : 'PUT',
      url: new URL(body === undefined ? '/crm/product/' : '/crm/transaction/', origin),
      headers: new Map([
        ['authorization', `Bearer ${bearer}`],
        ['content-type', 'application/json'],
      ]),
      body: body ?? null,
      timeoutMs: 5000,
      redirects: 'none',
      unredirected: new Set(),
      decompress: false,
    },
    crm,
    new AbortController().signal,
  );
  return status;
}

test('an expired token is renewed once for many calls at once, and each call is answered', async t => {
  const { crm, token, first, learned, expire, issued } = await open(t);
  assert.equal(await statusOf(crm, first), 200);
  expire();
  const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(crm, first)));
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.equal(issued(), 2);
  assert.deepEqual(learned, [token.current]);
  assert.notEqual(token.current, first);
});

test('a write is sent again with its body; an old token of the run is exchanged without a refusal', async t => {
  const { crm, first, expire, issued } = await open(t);
  expire();
  const body = JSON.stringify({ customer_id: 1, title: 'T', retail_cost: 1 });
  assert.equal(await statusOf(crm, first, body), 200);
  assert.equal(await statusOf(crm, first, body), 200);
  assert.equal(issued(), 2);
});

test('a token of an earlier life of the run is exchanged; another’s is not', async t => {
  const { crm, issue, tokens, expire, issued } = await open(t);
  const [earlier, foreign] = [await issue(), await tokens.issueToken({ userId: 1, lifetimeSeconds: 1 })];
  expire();
  assert.equal(await statusOf(crm, earlier), 200);
  assert.equal(await statusOf(crm, foreign), 401);
  assert.equal(await statusOf(crm, 'rubbish'), 401);
  assert.equal(issued(), 3);
});

test('a run that gets no new token hears why', async t => {
  const { first, expire } = await open(t);
  const broken: RunToken = createRunToken({
    provisionId: 1,
    token: first,
    issue: () => Promise.reject(new Error('no issuer')),
    learned: () => assert.fail(),
  });
  expire();
  const { server } = await openServer(t);
  await assert.rejects(statusOf(withFreshToken(new InProcessDispatcher(server), broken), first), /no issuer/);
});

test('a play longer than its token: one new token, no failed task, access_token follows', async t => {
  const { crm, token, first, expire, issued } = await open(t);
  const extraVars = new Map<string, Value>([['access_token', first]]);
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-token-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const call = `uri: {url: "${origin}/crm/product/", headers: {Authorization: "Bearer {{ access_token }}"}}`;
  const file = join(folder, 'play.yaml');
  writeFileSync(
    file,
    `[{hosts: localhost, gather_facts: false, tasks: [
      {name: young, ${call}}, {name: old, ${call}}, {name: later, ${call}}, {set_fact: {seen: "{{ access_token }}"}}]}]`,
  );
  const report = (event: RunEvent): void => {
    if (event.type === 'task_start' && event.task.name === 'old') expire();
    if (event.type === 'result') extraVars.set('access_token', token.current);
  };
  const result = await runPlaybook(loadPlaybook(file), {
    dispatcherFor: () => crm,
    extraVars,
    reporters: [{ report }],
  });
  assert.equal(result.exitCode, 0);
  assert.equal(issued(), 2);
  assert.equal(result.facts.get('localhost')?.get('seen'), token.current);
});
