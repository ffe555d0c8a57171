import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/open-database.ts';
import { statementsOf } from '../../src/store/run-query.ts';
import type { Database } from '../../src/store/schema.ts';
import { WriteQueue } from '../../src/store/write-queue.ts';
import { temporaryFolder } from './temporary-database.ts';

/** A queue on a database with a table of notes, which another connection reads. */
async function notes(t: TestContext) {
  const path = join(temporaryFolder(t), 'omnicrm.db');
  const db = await openDatabase(path);
  await sql`create table note (text unique)`.execute(db);
  const other = new BetterSqlite3(path);
  t.after(async () => {
    other.close();
    await db.destroy();
  });
  const read = (): unknown[] => other.prepare('select text from note order by rowid').pluck().all();
  return { db, other, writes: new WriteQueue(db), read, synchronous: () => synchronousOf(db) };
}

const note =
  (text: string) =>
  (tx: Database): void =>
    void statementsOf(tx).now({ sql: 'insert into note values (?)', parameters: [text] });

async function synchronousOf(db: Database): Promise<unknown> {
  return (await sql`pragma synchronous`.execute(db)).rows[0];
}

const refuse = (error: unknown): void => assert.fail(String(error));

test('gives what each write gave, in the order they were asked for', async t => {
  const { writes, read } = await notes(t);
  const given = await Promise.all(
    ['a', 'b', 'c'].map(text =>
      writes.add(async tx => {
        note(text)(tx);
        return `${text}!`;
      }),
    ),
  );
  assert.deepEqual(
    [given, read()],
    [
      ['a!', 'b!', 'c!'],
      ['a', 'b', 'c'],
    ],
  );
});

test('a write that fails takes no other along, whoever waits for it', async t => {
  const { writes, read } = await notes(t);
  const failures: unknown[] = [];
  const first = writes.add(note('a'));
  writes.put(note('b'), refuse);
  writes.put(note('a'), error => failures.push(error));
  writes.putLater(note('a'), error => failures.push(error));
  const again = assert.rejects(writes.add(note('b')), /UNIQUE/);
  await Promise.all([first, again, writes.add(note('c'))]);
  assert.deepEqual([read(), failures.length], [['a', 'b', 'c'], 2]);
});

test('what may wait goes along with the next, before it', async t => {
  const { writes, read } = await notes(t);
  writes.putLater(note('a'), refuse);
  writes.putLater(note('b'), refuse);
  await writes.add(note('c'));
  assert.deepEqual(read(), ['a', 'b', 'c']);
});

test('what nobody waits for is written all the same', async t => {
  for (const how of ['put', 'putLater'] as const) {
    const { writes, read } = await notes(t);
    writes[how](note('a'), refuse);
    while (read().length === 0) await new Promise(resolve => setTimeout(resolve, 5));
  }
});

test('finds the log of a database behind a link', async t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'real'));
  await (await openDatabase(join(folder, 'real', 'omnicrm.db'))).destroy();
  symlinkSync(join(folder, 'real', 'omnicrm.db'), join(folder, 'linked.db'));
  const db = await openDatabase(join(folder, 'linked.db'));
  t.after(() => db.destroy());
  assert.equal(await new WriteQueue(db).add(() => 'on the disk'), 'on the disk');
});

test('writes of others wait for the disk as before, also after one that failed', async t => {
  const { writes, db, synchronous } = await notes(t);
  const full = { synchronous: 2 };
  await writes.add(async tx => assert.deepEqual(await synchronousOf(tx), { synchronous: 1 }));
  assert.deepEqual(await synchronous(), full);
  await assert.rejects(
    writes.add(() => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.deepEqual(await synchronous(), full);
  await db.transaction().execute(async tx => assert.deepEqual(await synchronousOf(tx), full));
});

test('writes of others wait for the disk as before, also after one that never got its turn', async t => {
  const { writes, other, synchronous } = await notes(t);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  other.exec('begin immediate');
  const refused = assert.rejects(writes.add(note('a')), { code: 'E_BUSY' });
  await new Promise(resolve => setTimeout(resolve, 50));
  t.mock.timers.tick(60_000);
  await refused;
  other.exec('rollback');
  assert.deepEqual(await synchronous(), { synchronous: 2 });
});
