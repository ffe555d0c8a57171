import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { createInventoryTemplate } from '../../src/crm/inventory-template.ts';
import { createInventory, getInventory, listInventory } from '../../src/crm/inventory.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import type { Database } from '../../src/store/schema.ts';
import { readKeyFile, replaceKeyFile } from '../../src/store/sealing/key-file.ts';
import { countByKey } from '../../src/store/sealing/read-sealed.ts';
import { rotateKeys } from '../../src/store/sealing/rotate-keys.ts';
import { newKey } from '../../src/store/sealing/sealed-text.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { temporaryFolder } from '../store/temporary-database.ts';

const ki = '8F14E45FCEEA167A5A36DEDD4BEA2543';

test('rotation seals everything with a new key, also what was in the clear, and drops the old one', async t => {
  const { db, path, keyFile } = await stockOf(t, 3);
  const before = idsIn(keyFile);
  const clear = JSON.stringify({ code: ki, pin: '9911223344' });
  await db.updateTable('inventory').set({ fields: clear }).where('inventory_id', '=', 1).execute();
  await db.updateTable('inventory_unique').set({ value: '9911223344' }).where('inventory_id', '=', 1).execute();
  const { key, dropped, rows, clear: found } = rotate(t, path, keyFile);
  assert.deepEqual([idsIn(keyFile), dropped, rows, found], [[key], before, 4, 2]);
  assert.equal((await getInventory(db, 1, { reveal: true }))['code'], ki);
  assert.equal((await getInventory(db, 3, { reveal: true }))['code'], `${ki}2`);
  assert.equal((await listInventory(db, { filters: { pin: '9911223344' } })).data[0]?.inventory_id, 1);
  await db.destroy();
  for (const file of [path, `${path}-wal`]) assert.ok(!bytesOf(file).includes(ki) && !bytesOf(file).includes('9911'));
});

test('a rotation left half way goes on with its key', async t => {
  const { db, path, keyFile } = await stockOf(t, 2);
  const keys = readKeyFile(keyFile);
  assert.ok(keys);
  const half = newKey();
  replaceKeyFile(keyFile, { ...keys, keys: [half, ...keys.keys] });
  await createInventory(db, { inventory_type: 'Voucher', code: ki, pin: '77' });
  assert.deepEqual(counts(t, path), { [half.id]: 1, [keys.keys[0].id]: 2 });
  assert.equal(rotate(t, path, keyFile).key, half.id);
  assert.deepEqual(counts(t, path), { [half.id]: 3 });
});

test('without the key nothing is touched', async t => {
  const { path, keyFile } = await stockOf(t, 1);
  const before = counts(t, path);
  const keys = readKeyFile(keyFile);
  assert.ok(keys);
  replaceKeyFile(keyFile, { ...keys, keys: [newKey()] });
  assert.throws(() => rotate(t, path, keyFile), { code: 'E_SEAL' });
  assert.deepEqual(counts(t, path), before);
});

test('a text that only looks sealed does not hold a rotation up', async t => {
  const { db, path, keyFile } = await stockOf(t, 1);
  await createInventoryTemplate(db, { inventory_type: 'Box', fields: [{ name: 'serial', unique: true }] });
  const serial = `x"sealed:0123abcd:${'A'.repeat(60)}`;
  await createInventory(db, { inventory_type: 'Box', serial });
  await createInventory(db, { inventory_type: 'Box', serial: serial.slice(2) });
  assert.equal(rotate(t, path, keyFile).rows, 2);
});

test('stock made while keys are rotated and rotations are killed is never lost', async t => {
  const { db, path, keyFile } = await stockOf(t, 600);
  const first = idsIn(keyFile)[0];
  const rotator = fork(new URL('./rotator.js', import.meta.url), [path, keyFile], { execArgv: [] });
  for (let at = 0; at < 60; at++) {
    await createInventory(db, { inventory_type: 'Voucher', code: `${ki}${at}`, pin: `new-${at}` });
    await sleep(1);
  }
  rotator.kill('SIGKILL');
  await once(rotator, 'exit');
  const { key } = rotate(t, path, keyFile);
  assert.notEqual(key, first);
  assert.deepEqual(counts(t, path), { [key]: 660 });
  for (const id of [1, 600, 601, 660])
    assert.match(String((await getInventory(db, id, { reveal: true }))['code']), /^8F14/);
});

async function stockOf(t: TestContext, count: number): Promise<{ db: Database; path: string; keyFile: string }> {
  const folder = temporaryFolder(t);
  const [path, keyFile] = [join(folder, 'omnicrm.db'), join(folder, 'seal.key')];
  const db = await openDatabase(path, { keyFile });
  t.after(() => db.destroy());
  const fields = [
    { name: 'code', secret: true },
    { name: 'pin', secret: true, unique: true },
  ];
  await createInventoryTemplate(db, { inventory_type: 'Voucher', fields });
  await withTransaction(db, async tx => {
    for (let at = 0; at < count; at++) {
      await createInventory(tx, { inventory_type: 'Voucher', code: at === 0 ? ki : `${ki}${at}`, pin: `pin-${at}` });
    }
  });
  return { db, path, keyFile };
}

function rotate(t: TestContext, path: string, keyFile: string): ReturnType<typeof rotateKeys> {
  const sqlite = openSqlite(path);
  t.after(() => sqlite.close());
  try {
    return rotateKeys(sqlite, keyFile);
  } finally {
    sqlite.close();
  }
}

function counts(t: TestContext, path: string): Record<string, number> {
  const sqlite = openSqlite(path);
  t.after(() => sqlite.close());
  return Object.fromEntries(countByKey(sqlite));
}

function idsIn(keyFile: string): string[] {
  return readKeyFile(keyFile)?.keys.map(key => key.id) ?? [];
}

function bytesOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
