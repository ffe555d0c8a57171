import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { routes } from '../../../src/http/routes/index.ts';
import type { Database, Tables } from '../../../src/store/schema.ts';
import { openServer } from '../test-server.ts';
import { badRequest } from './bad-request.ts';

/** Sends so many: none may end with 5xx, be reported as a bug, or write anything but the counter of failed logins. */
export async function sendBadRequests(t: TestContext, count: number): Promise<Readonly<Record<string, number>>> {
  const { server, db, tokens, reported } = await openServer(t);
  const token = await tokens.issueToken({ userId: 1, lifetimeSeconds: 7200 });
  const before = await contents(db);
  const statuses: Record<string, number> = {};
  for (let seed = 0; seed < count; seed++) {
    const { method, payload, ...rest } = badRequest(seed, routes, token);
    const request = { ...rest, method: method as 'GET', ...(payload === undefined ? {} : { payload }) };
    const { statusCode, body } = await server.inject(request);
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    assert.ok(statusCode < 500, `request ${seed}: ${statusCode} ${body}: ${JSON.stringify(request).slice(0, 1500)}`);
    assert.doesNotMatch(body, /\n\s+at .*:\d+:\d+/, `request ${seed} shows a stack`);
  }
  assert.deepEqual(reported, []);
  assert.deepEqual(await contents(db), before);
  return statuses;
}

async function contents(db: Database): Promise<unknown> {
  const tables = await db.introspection.getTables();
  const names = tables.map(table => table.name as keyof Tables).filter(name => name !== 'login_attempt');
  return Promise.all(names.map(async name => [name, await db.selectFrom(name).selectAll().execute()]));
}
