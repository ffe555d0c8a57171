import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open-database.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { runQuery } from '../../src/store/run-query.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { temporaryDatabase, temporaryFolder } from './temporary-database.ts';

const roles = { sql: 'select role_name from role order by role_id', parameters: [] };
const insert = { sql: "insert into role (role_name) values ('New')", parameters: [] };

test('outside a transaction nobody sees what it has not committed; inside everybody does', async t => {
  const db = await temporaryDatabase(t);
  const [before] = [(await runQuery(db, roles)).rows];
  let outside: Promise<{ rows: unknown[] }> | undefined;
  const work = withTransaction(db, async tx => {
    await runQuery(tx, insert);
    outside = runQuery(db, roles);
    assert.equal((await runQuery(tx, roles)).rows.length, before.length + 1);
    throw new Error('no');
  });
  await assert.rejects(work, { message: 'no' });
  assert.deepEqual((await outside)?.rows, before);
});

test('columns keep their names when another process changes what a * stands for', async t => {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  const db = await openDatabase(path);
  t.after(() => db.destroy());
  await runQuery(db, insert);
  const all = { sql: "select role.*, 'last' as last from role where role_name = 'New'", parameters: [] };
  const [{ role_id } = { role_id: 0 }] = (await runQuery<{ role_id: number }>(db, all)).rows;
  const other = openSqlite(path);
  other.exec("alter table role add column added text default 'a'; alter table role rename column description to says");
  other.close();
  const row = { role_id, role_name: 'New', says: null, added: 'a', last: 'last' };
  assert.deepEqual((await runQuery(db, all)).rows, [row]);
});
