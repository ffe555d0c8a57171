import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { OmnicrmError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { temporaryDatabase, temporaryFolder } from './temporary-database.ts';

const run = promisify(execFile);
const opener = new URL('../../src/store/open-database.js', import.meta.url).href;

const customer = {
  customer_name: 'Ada',
  customer_account_type: 'Individual',
  customer_status: 'Open',
  customer_payment_type: 'prepaid',
  customer_enabled: 1,
  created: '2026-01-01T00:00:00.000Z',
  last_modified: '2026-01-01T00:00:00.000Z',
};

test('the file is made for its owner only, in folders that did not exist', async t => {
  const path = join(temporaryFolder(t), 'deep', 'down', 'omnicrm.db');
  const db = await openDatabase(path);
  await db.insertInto('customer').values(customer).execute();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(`${path}-wal`).mode & 0o777, 0o600);
  await db.destroy();
});

test('foreign keys, WAL and full synchronisation are on', t => {
  const sqlite = openSqlite(join(temporaryFolder(t), 'omnicrm.db'));
  t.after(() => sqlite.close());
  const settings = ['foreign_keys', 'journal_mode', 'synchronous'].map(name => sqlite.pragma(name, { simple: true }));
  assert.deepEqual(settings, [1, 'wal', 2]);
});

test('processes that start at once migrate once', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  const script = `const { openDatabase } = await import(${JSON.stringify(opener)});
    const db = await openDatabase(${JSON.stringify(path)});
    await db.selectFrom('customer').selectAll().execute(); await db.destroy();`;
  const processes = [1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', script]));
  await Promise.all(processes);
  const sqlite = openSqlite(path);
  t.after(() => sqlite.close());
  assert.equal(sqlite.pragma('integrity_check', { simple: true }), 'ok');
  assert.ok(Number(sqlite.pragma('user_version', { simple: true })) >= 3);
});

test('opening an up-to-date database needs no write lock', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  openSqlite(path).close();
  const writer = openSqlite(path);
  t.after(() => writer.close());
  writer.exec('begin immediate');
  openSqlite(path).close();
  writer.exec('rollback');
});

test('a file that is no database is refused and left as it was', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  writeFileSync(path, 'This is a diary, not a database. '.repeat(100));
  await rejectsWith(openDatabase(path), 'E_DATABASE', /not an omnicrm database/);
  assert.equal(statSync(path).size, 3300);
});

test('a database of a newer program is refused', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  const sqlite = openSqlite(path);
  sqlite.pragma('user_version = 4711');
  sqlite.close();
  await rejectsWith(openDatabase(path), 'E_DATABASE', /newer omnicrm/);
});

test('a folder that cannot be made is told with a hint', async t => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  await rejectsWith(openDatabase(join(file, 'omnicrm.db')), 'E_CREATE', /cannot be opened or created/);
});

test('a read-only file is told when it is written', { skip: process.getuid?.() === 0 }, async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  openSqlite(path).close();
  chmodSync(path, 0o400);
  await rejectsWith(openDatabase(path), 'E_DATABASE', /cannot be written/);
});

test('a full disk is told in words', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  const db = await openDatabase(path);
  t.after(() => db.destroy());
  // SQLite's own limit on the number of pages gives the same error as a full disk.
  const { sql } = await import('kysely');
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(db);
  const row = { ...customer, customer_name: 'x'.repeat(100_000) };
  await rejectsWith(db.insertInto('customer').values(row).execute(), 'E_DATABASE', /the disk is full/);
});

test('a transaction takes the write lock before it reads', async t => {
  const db = await temporaryDatabase(t);
  await withTransaction(db, async tx => {
    await tx.selectFrom('customer').selectAll().execute();
    const { sql } = await import('kysely');
    const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(tx);
    const other = openSqlite(String(rows[0]?.file));
    other.pragma('busy_timeout = 0');
    assert.throws(() => other.exec('begin immediate'), /locked/);
    other.close();
  });
});

test('a transaction inside another joins it, and a failure undoes both', async t => {
  const db = await temporaryDatabase(t);
  const work = withTransaction(db, async tx => {
    await withTransaction(tx, inner => inner.insertInto('customer').values(customer).execute());
    throw new Error('changed my mind');
  });
  await assert.rejects(work, /changed my mind/);
  assert.deepEqual(await db.selectFrom('customer').selectAll().execute(), []);
});

async function rejectsWith(work: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof OmnicrmError);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.ok(error.hint);
    return true;
  });
}

/** What another user finds, to whom the file belongs not: root may write everything. */
const stranger = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

for (const isOpen of [false, true])
  test(`who may only read can read, ${isOpen ? 'also while it is written' : 'also where no log can be made'}`, async t => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'omnicrm.db');
    const owner = await openDatabase(path);
    t.after(() => owner.destroy());
    await owner.insertInto('customer').values(customer).execute();
    if (!isOpen) await owner.destroy();
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    chmodSync(folder, 0o555);
    const script = `const { openDatabase } = await import(${JSON.stringify(opener)});
      const db = await openDatabase(${JSON.stringify(path)});
      const rows = await db.selectFrom('customer').select('customer_name').execute();
      const refused = await db.deleteFrom('customer').execute().catch(error => error);
      process.stdout.write(JSON.stringify([rows, refused.code, refused.message])); await db.destroy();`;
    const reading = run(process.execPath, ['--input-type=module', '-e', script], { ...stranger });
    const { stdout } = await reading.finally(() => chmodSync(folder, 0o700));
    const [rows, code, message] = JSON.parse(stdout) as unknown[];
    assert.deepEqual([rows, code], [[{ customer_name: 'Ada' }], 'E_DATABASE']);
    assert.match(String(message), /the database cannot be written/);
  });
