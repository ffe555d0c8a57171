import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createCustomer, listCustomers } from '../../src/crm/customer.ts';
import { createInventory, getInventory } from '../../src/crm/inventory.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { backUp } from '../../src/store/backup/back-up.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import type { Database } from '../../src/store/schema.ts';
import { rotateKeys } from '../../src/store/sealing/rotate-keys.ts';
import { startedRun } from '../crm/demo-database.ts';
import { temporaryFolder } from './temporary-database.ts';

const ki = '8F14E45FCEEA167A5A36DEDD4BEA2543';
const sim = { inventory_type: 'SIM Card', iccid: '8988001019999999990', imsi: '001019999999999', ki };

test('a backup is whole while others write, private, and a restore brings it back', async t => {
  const home = await demoHome(t);
  const { inventory_id } = await createInventory(home.db, sim);
  const writing = writeCustomers(home.db, 30);
  const facts = backUp(home.path, home.file, home);
  await writing;
  assert.equal(statSync(home.file).mode & 0o777, 0o600);
  assert.equal(facts.keys.length, 1);
  const before = await names(home.db);
  await home.db.destroy();

  const { kept, bytes } = await restore(home.file, home.path, home);
  assert.equal(bytes, statSync(home.file).size);
  const db = await reopen(t, home);
  assert.ok((await names(db)).length < before.length);
  assert.equal((await getInventory(db, inventory_id, { reveal: true }))['ki'], ki);
  assert.equal(statSync(home.path).mode & 0o777, 0o600);
  await db.destroy();

  assert.ok(kept);
  await restore(kept, home.path, home);
  assert.deepEqual(await names(await reopen(t, home)), before);
});

test('a backup holds no secret in the clear, also when the database does', async t => {
  const home = await demoHome(t);
  const { inventory_id } = await createInventory(home.db, sim);
  const clear = JSON.stringify(sim);
  await home.db.updateTable('inventory').set({ fields: clear }).where('inventory_id', '=', inventory_id).execute();
  const gone = await createInventory(home.db, { ...sim, iccid: '1', imsi: '1', notes: ki });
  await home.db.deleteFrom('inventory').where('inventory_id', '=', gone.inventory_id).execute();
  backUp(home.path, home.file, home);
  assert.ok(!readFileSync(home.file, 'latin1').includes(ki));
});

test('a file that exists stays without --force; the database itself always', async t => {
  const home = await demoHome(t);
  writeFileSync(home.file, 'precious');
  assert.throws(() => backUp(home.path, home.file, home), { code: 'E_CONFLICT', hint: /--force/ });
  assert.equal(readFileSync(home.file, 'utf8'), 'precious');
  backUp(home.path, home.file, { ...home, force: true });
  assert.throws(() => backUp(home.path, home.path, { ...home, force: true }), { code: 'E_USAGE' });
  assert.throws(() => backUp(home.path, join(home.file, 'x'), home), { code: 'E_CREATE' });
  assert.deepEqual(
    readdirSync(dirname(home.path)).filter(name => name.endsWith('.part')),
    [],
  );
});

test('a restore is refused while another process has the database open', async t => {
  const home = await demoHome(t);
  backUp(home.path, home.file, home);
  await names(home.db);
  await assert.rejects(restore(home.file, home.path, home), { code: 'E_BUSY', hint: /serve/ });
  assert.equal((await names(home.db)).length, 3);
});

test('a restore is refused while runs have not ended, but for --force', async t => {
  const home = await demoHome(t);
  backUp(home.path, home.file, home);
  const run = await startedRun(home.db);
  await home.db.destroy();
  await assert.rejects(restore(home.file, home.path, home), { code: 'E_CONFLICT', message: new RegExp(`: ${run}$`) });
  assert.deepEqual((await restore(home.file, home.path, { ...home, force: true })).open_runs, []);
});

test('without the key that sealed it a backup is refused and nothing is touched', async t => {
  const home = await demoHome(t);
  backUp(home.path, home.file, home);
  await createCustomer(home.db, { customer_name: 'Later' });
  await home.db.destroy();
  const sqlite = openSqlite(home.path);
  rotateKeys(sqlite, home.keyFile);
  sqlite.close();
  await assert.rejects(restore(home.file, home.path, home), { code: 'E_SEAL', hint: /key file/ });
  renameSync(home.keyFile, `${home.keyFile}.away`);
  await assert.rejects(restore(home.file, home.path, home), { code: 'E_SEAL' });
  renameSync(`${home.keyFile}.away`, home.keyFile);
  assert.ok((await names(await reopen(t, home))).includes('Later'));
});

test('other files, damaged ones and databases in use are refused', async t => {
  const home = await demoHome(t);
  backUp(home.path, home.file, home);
  const folder = dirname(home.path);
  const other = join(folder, 'other');
  writeFileSync(other, 'a diary '.repeat(1000));
  await assert.rejects(restore(other, home.path, home), { code: 'E_DATABASE', message: /not an omnicrm database/ });
  await assert.rejects(restore(join(folder, 'none'), home.path, home), { code: 'E_NOT_FOUND' });
  await assert.rejects(restore(home.path, join(folder, 'new.db'), home), { code: 'E_INPUT', hint: /omnicrm backup/ });
  copyFileSync(home.file, other);
  truncateSync(other, statSync(other).size / 2);
  await assert.rejects(restore(other, home.path, home), { code: 'E_DATABASE', message: /damaged/ });
  assert.ok(!existsSync(join(folder, 'new.db')));
});

test('a damaged database gives way, a missing one is made', async t => {
  const home = await demoHome(t);
  backUp(home.path, home.file, home);
  await home.db.destroy();
  writeFileSync(home.path, 'rubbish '.repeat(2000));
  const { kept } = await restore(home.file, home.path, home);
  assert.match(readFileSync(String(kept), 'utf8'), /^rubbish/);
  assert.equal((await names(await reopen(t, home))).length, 3);
  const fresh = join(dirname(home.path), 'fresh.db');
  assert.equal((await restore(home.file, fresh, home)).kept, null);
  assert.equal(statSync(fresh).mode & 0o777, 0o600);
});

interface Home {
  readonly db: Database;
  readonly path: string;
  readonly keyFile: string;
  /** Where the backup goes. */
  readonly file: string;
}

async function demoHome(t: TestContext): Promise<Home> {
  const folder = temporaryFolder(t);
  const home = { path: join(folder, 'omnicrm.db'), keyFile: join(folder, 'seal.key'), file: join(folder, 'backup') };
  const db = await reopen(t, home);
  await loadDemo(db);
  return { ...home, db };
}

async function reopen(t: TestContext, { path, keyFile }: Omit<Home, 'db'>): Promise<Database> {
  const db = await openDatabase(path, { keyFile });
  t.after(() => db.destroy());
  return db;
}

async function writeCustomers(db: Database, count: number): Promise<void> {
  for (let at = 0; at < count; at++) await createCustomer(db, { customer_name: `Customer ${at}` });
}

async function names(db: Database): Promise<string[]> {
  return (await listCustomers(db, { per_page: 500 })).data.map(customer => customer.customer_name);
}
