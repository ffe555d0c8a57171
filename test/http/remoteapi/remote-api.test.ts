import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createApiKey } from '../../../src/crm/api-key.ts';
import { buildServer } from '../../../src/http/build-server.ts';
import { createTokens } from '../../../src/http/tokens.ts';
import { openFloor } from '../../actions/action-floor.ts';

const SERIAL = 'UB0123456789abcdef0123456789abcdef';
const start = `/?module=remoteapi&key=${SERIAL}&action=`;
const scope = { roles: [], permissions: [], routes: [], actions: ['usercash'], addresses: [] };

async function openDoor(t: TestContext, compat = false) {
  const { floor, home, balance } = await openFloor(t);
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const server = await buildServer({ db: floor.db, tokens, remoteApi: { floor, serial: SERIAL, compat } });
  t.after(() => server.close());
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const { statusCode, body, headers: sent } = await server.inject({ url, headers });
    return { status: statusCode, body, type: sent['content-type'], run: sent['x-run'] };
  };
  return { db: floor.db, home, server, get, balance };
}

test('errors have a status of their own, and plain text', async t => {
  const { get } = await openDoor(t);
  const cases: readonly (readonly [string, number, string])[] = [
    ['/?module=remoteapi', 401, 'ERROR:GET_NO_KEY'],
    ['/?module=remoteapi&action=reset', 401, 'ERROR:GET_NO_KEY'],
    ['/?module=remoteapi&key=x&action=reset', 403, 'ERROR:GET_WRONG_KEY'],
    [`/?module=remoteapi&key=${SERIAL}`, 400, 'ERROR:GET_NO_ACTION'],
    [`${start}nosuch`, 404, 'ERROR:UNKNOWN_ACTION'],
    [`${start}reset`, 400, 'ERROR:GET_NO_PARAM'],
    [`${start}cudiscounts`, 403, 'ERROR:CUDISCOUNTS_DISABLED'],
    [`/billing${start}reset&param=alice`, 200, 'OK:RESET'],
  ];
  for (const [url, status, body] of cases) {
    const reply = await get(url);
    assert.deepEqual([reply.status, reply.body, reply.type], [status, body, 'text/plain; charset=UTF-8'], url);
  }
});

test('of a name that comes twice the last counts, also when one is a list', async t => {
  const { get } = await openDoor(t);
  const cases: readonly (readonly [string, string])[] = [
    [`${start}nosuch&action=reset&param=alice`, 'OK:RESET'],
    [`/?module=remoteapi&key=${SERIAL}&action[]=x&action=reset&param=alice`, 'OK:RESET'],
    [`${start}reset&action[a][b]=x&param=alice`, 'ERROR:UNKNOWN_ACTION'],
    [`${start}reset&key[]=x&param=alice`, 'ERROR:GET_WRONG_KEY'],
    [`${start}reset&param=alice&param[0]=bob`, 'ERROR:GET_NO_PARAM'],
    [`/?module[]=x&module=remoteapi&key=${SERIAL}`, 'ERROR:GET_NO_ACTION'],
  ];
  for (const [url, body] of cases) assert.equal((await get(url)).body, body, url);
});

test('a key sent to the wrong place is not sent back', async t => {
  const { get } = await openDoor(t);
  const { status, body } = await get(`/elsewhere${start}reset&param=alice`);
  assert.deepEqual([status, body.includes(SERIAL)], [404, false]);
});

test('a file UPDATE in the home closes the door', async t => {
  const { get, home } = await openDoor(t);
  writeFileSync(join(home, 'UPDATE'), '');
  const { status, body } = await get(`${start}reset&param=alice`);
  assert.deepEqual([status, body], [503, 'Ubilling maintance in progress']);
});

test('in compat mode every status is 200 and every text is HTML', async t => {
  const { get } = await openDoor(t, true);
  for (const url of ['/?module=remoteapi', `${start}nosuch`, `${start}reset&param=alice`]) {
    const { status, type } = await get(url);
    assert.deepEqual([status, type], [200, 'text/html; charset=UTF-8']);
  }
});

test('a body is not read, whatever it is; HEAD acts and says nothing', async t => {
  const { server, balance } = await openDoor(t);
  const url = `${start}usercash&login=carol&summ=1`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = await server.inject({ method: 'POST', url, headers: form, payload: 'summ=5&action=reset' });
  assert.equal(posted.body, 'OK:USERCASH');
  const head = await server.inject({ method: 'HEAD', url });
  assert.deepEqual([head.statusCode, head.body], [200, '']);
  assert.equal(await balance('carol'), 200);
});

test('a key in the header opens the actions it is made for, and no others', async t => {
  const { db, get } = await openDoor(t);
  const { key } = await createApiKey(db, { key_name: 'till' }, scope);
  const call = (action: string) => get(`/?module=remoteapi&action=${action}`, { 'x-api-key': key });
  assert.deepEqual((await call('usercash&login=carol&summ=1')).body, 'OK:USERCASH');
  const other = await call('reset&param=alice');
  assert.deepEqual([other.status, other.body], [403, 'ERROR:ACTION_NOT_ALLOWED']);
  const wrong = await get(`${start}reset&param=alice`, { 'x-api-key': `${key}x` });
  assert.deepEqual([wrong.status, wrong.body], [401, 'ERROR:GET_WRONG_KEY']);
});

test('an Idempotency-Key makes a repeated request harmless', async t => {
  const { get, balance } = await openDoor(t);
  const headers = { 'idempotency-key': 'till-1-0001' };
  for (let call = 0; call < 3; call++) {
    assert.equal((await get(`${start}usercash&login=carol&summ=2.5`, headers)).body, 'OK:USERCASH');
  }
  assert.equal(await balance('carol'), 250);
});

test('the key is in no record, and in no reply', async t => {
  const { db, get } = await openDoor(t);
  const bodies = [];
  for (const url of [`${start}reset&param=alice`, `/?module=x&key=${SERIAL}`, `/no?key=${SERIAL}`]) {
    bodies.push((await get(url)).body);
  }
  const runs = await db.selectFrom('action_run').selectAll().execute();
  const events = await db.selectFrom('event').selectAll().execute();
  assert.equal(JSON.stringify([runs, events, bodies.slice(0, 2)]).includes(SERIAL), false);
});
