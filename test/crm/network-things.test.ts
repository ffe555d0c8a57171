import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importThings } from '../../src/crm/import-things.ts';
import { networkStore } from '../../src/crm/network/network-store.ts';
import { sealerOf } from '../../src/store/sealer.ts';
import { openFloor } from '../actions/action-floor.ts';

test('a router with its login and a window of a tariff, by hand', async t => {
  const { floor } = await openFloor(t);
  const { db } = floor;
  const nas = await networkStore('nas').create(db, { nas_name: 'R1', ip: '10.0.0.9', kind: 'mikrotik' });
  const login = { nas_id: nas['nas_id'], username: 'api', password: 'router words' };
  const shown = await networkStore('router-login').create(db, login);
  assert.deepEqual(shown, { ...login, password: '********', port: 8728 });
  const row = await db.selectFrom('router_login').selectAll().executeTakeFirstOrThrow();
  assert.equal(row.nas_id, nas['nas_id']);
  assert.notEqual(row.password, 'router words');
  assert.equal(sealerOf(db).open(row.password ?? ''), 'router words');
  await networkStore('router-login').update(db, row.nas_id, { ...shown, port: 8729 });
  const after = await db.selectFrom('router_login').select('password').executeTakeFirstOrThrow();
  assert.equal(sealerOf(db).open(after.password ?? ''), 'router words');
  const [listed] = (await networkStore('router-login').list(db, {})).data;
  assert.deepEqual(listed, { ...shown, port: 8729 });
  const window = { tariff_id: 1, from_time: '18:00:00', to_time: '23:59:59', speed_down_kbit: 5000 };
  const { tariff_window_id: id } = await networkStore('tariff-window').create(db, window);
  assert.deepEqual(await networkStore('tariff-window').remove(db, id), { tariff_window_id: id, ...window });
});

test('what is wrong with a row of the network is told', async t => {
  const { floor } = await openFloor(t);
  const store = networkStore('device-login');
  await assert.rejects(store.create(floor.db, { switch_id: 99 }), /switch_id: there is no switch 99/);
  await assert.rejects(store.create(floor.db, {}), /switch_id: is required/);
  await store.create(floor.db, { switch_id: 1, login: 'admin' });
  await assert.rejects(store.create(floor.db, { switch_id: 1 }), { code: 'E_CONFLICT' });
  const window = { tariff_id: 1, from_time: '25:00', to_time: '23:59:59', speed_down_kbit: 1 };
  await assert.rejects(networkStore('tariff-window').create(floor.db, window), /not a time of day/);
});

test('switches come in from a list, communities sealed', async t => {
  const { floor } = await openFloor(t);
  const rows = [1, 2, 3].map(at => ({ ip: `127.0.1.${at}`, description: 'SWPOLL', snmp_read: 'public' }));
  assert.deepEqual(await importThings(floor.db, 'switch', rows), { created: 3, updated: 0 });
  const kept = await floor.db.selectFrom('switch').select('snmp_read').where('ip', '=', '127.0.1.3').executeTakeFirst();
  assert.equal(sealerOf(floor.db).open(kept?.snmp_read ?? ''), 'public');
});
