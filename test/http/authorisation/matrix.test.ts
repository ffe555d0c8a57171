import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waysOf } from '../../../src/http/access/identify.ts';
import type { Route } from '../../../src/http/route.ts';
import { routes } from '../../../src/http/routes/index.ts';
import type { Database } from '../../../src/store/schema.ts';
import { openServer, type TestServer } from '../test-server.ts';
import { makeCallers, type CallerName, type Callers } from './callers.ts';
import { kinds, matrix, type MatrixLine } from './matrix.ts';

const nameOf = ({ method, url }: Route): string => `${method} ${url}`;

test('every route has its line in the matrix, and every line its route', () => {
  assert.deepEqual(Object.keys(matrix).toSorted(), routes.map(nameOf).toSorted());
});

test('no route but those of logging in is open', () => {
  const open = routes.filter(route => waysOf(route).length === 0).map(nameOf);
  assert.deepEqual(
    open,
    Object.keys(matrix).filter(name => matrix[name]?.kind === 'open'),
  );
});

test('each route refuses who may not ask, and nothing changes', async t => {
  const server = await openServer(t);
  const callers = await makeCallers(server);
  for (const route of routes) {
    const line = matrix[nameOf(route)];
    if (line === undefined || line.kind === 'open') continue;
    await t.test(`${nameOf(route)} (${line.kind})`, async () => {
      const expected = statusesOf(route, line);
      const was = await writes(server.db);
      const asked = Object.keys(expected).map(
        async name => [name, await ask(server, callers[name as CallerName], route, line)] as const,
      );
      assert.deepEqual(Object.fromEntries(await Promise.all(asked)), expected);
      assert.deepEqual(await writes(server.db), was);
    });
  }
});

test('the administrator is refused nowhere for who he is, by token or by key', async t => {
  const server = await openServer(t);
  const { admin, adminKey } = await makeCallers(server);
  for (const route of routes.filter(candidate => candidate.method === 'GET')) {
    const line = matrix[nameOf(route)] ?? { kind: 'row' };
    const ways = waysOf(route).includes('api_key') ? [admin, adminKey] : [admin];
    for (const caller of ways) assert.equal(await ask(server, caller, route, line), 200, nameOf(route));
  }
});

/** The status for each caller. */
function statusesOf(route: Route, { kind }: MatrixLine): Readonly<Record<string, unknown>> {
  const takesKeys = waysOf(route).includes('api_key');
  const rules: Readonly<Record<string, unknown>> = kinds[kind];
  return {
    nobody: 401,
    wrongToken: 401,
    expiredToken: 401,
    wrongKey: 401,
    expiredKey: 401,
    keyOutOfScope: takesKeys ? 403 : 401,
    keyFromElsewhere: takesKeys ? 403 : 401,
    ...Object.fromEntries(Object.entries(rules).filter(([, status]) => status !== 'own')),
  };
}

async function ask(server: TestServer, caller: Callers['admin'], route: Route, line: MatrixLine): Promise<number> {
  const { path: url = route.url, body } = line;
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { ...caller, ...type };
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  return (await server.server.inject({ method: route.method, url, headers, ...payload })).statusCode;
}

/** Rows written since the database was opened. */
async function writes(db: Database): Promise<unknown> {
  const { sql } = await import('kysely');
  return (await sql`select total_changes() as n`.execute(db)).rows;
}
