/** Secrets that come in with an Ubilling dump are nowhere in the clear afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureDatabase } from '../actions/replay/fixture-database.ts';
import { NOON } from '../actions/action-floor.ts';
import { sealerOf } from '../../src/store/sealer.ts';
import { sealedColumns } from '../../src/store/sealing/sealed-columns.ts';

test('passwords of subscribers and communities of switches are sealed by an import, and known to key rotate', async t => {
  const db = await fixtureDatabase(t, '', NOON);
  const sealer = sealerOf(db);
  const profiles = await db.selectFrom('subscriber_profile').select('password').execute();
  const switches = await db.selectFrom('switch').select('snmp_read').where('snmp_read', 'is not', null).execute();
  const secrets = [...profiles.map(row => row.password ?? ''), ...switches.map(row => row.snmp_read ?? '')];
  assert.ok(profiles.length > 0 && switches.length > 0);
  assert.ok(secrets.every(secret => sealer.isSealed(secret)));
  assert.equal(sealer.open(profiles[0]?.password ?? ''), 'pw1');
  assert.equal(sealer.open(switches[0]?.snmp_read ?? ''), 'public');
  for (const place of ['subscriber_profile.password', 'switch.snmp_read', 'switch.snmp_write', 'radius_nas.secret'])
    assert.ok(
      sealedColumns.some(({ table, column }) => `${table}.${column}` === place),
      place,
    );
});
