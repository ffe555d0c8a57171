import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { importUbilling, type ImportOptions } from '../../src/actions/import-ubilling/import-dump.ts';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';
import { NOON } from './action-floor.ts';
import { fixture } from './replay/transcript.ts';

async function openEmpty(t: TestContext): Promise<Database> {
  const db = await openDatabase(':memory:');
  t.after(() => db.destroy());
  return db;
}

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const take = (db: Database, text: string, options: ImportOptions = {}, size = 1000) =>
  importUbilling(db, pieces(text, size), { now: NOON, ...options });

/** As mysqldump writes it: structure, then rows without column names. */
const DUMP = `-- MySQL dump; with a 'quote' in it
/*!40101 SET NAMES utf8 */;
# another comment; here
DROP TABLE IF EXISTS \`users\`;
CREATE TABLE \`users\` (
  \`login\` varchar(50) NOT NULL DEFAULT '',
  \`Cash\` double(12,3) DEFAULT '0',
  \`Note\` varchar(255) DEFAULT 'a,b(c',
  \`Passive\` int(3),
  PRIMARY KEY (\`login\`),
  KEY \`Passive\` (\`Passive\`)
) ENGINE=MyISAM;
LOCK TABLES \`users\` WRITE;
INSERT INTO \`users\` VALUES ('a',1.005,'it''s; \\'here\\'\\n\\\\ "q"',0),('b',-1e2,NULL,1),('c',.5,0x4869,0),('d',10,_utf8'і',TRUE);
UNLOCK TABLES;
CREATE TABLE \`payments\` (\`id\` int, \`login\` varchar(50), \`date\` datetime, \`balance\` varchar(45), \`summ\` varchar(45), \`note\` varchar(9));
INSERT INTO \`payments\` VALUES (7,'a','2026-01-31 23:30:00','0','3',''),(8,'a','2026-02-01 00:30:00','3','-',''),(9,'zed','2026-02-01 00:30:00','','1','');
CALL something();
`;

for (const size of [1, 7, 64, 100_000]) {
  test(`a dump in pieces of ${size} letters`, async t => {
    const db = await openEmpty(t);
    const report = await take(db, DUMP, {}, size);
    const users = await db
      .selectFrom('subscriber as s')
      .innerJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
      .select(['s.login', 's.balance_minor', 's.frozen', 'p.notes'])
      .execute();
    assert.deepEqual(users, [
      { login: 'a', balance_minor: 101, frozen: 0, notes: `it's; 'here'\n\\ "q"` },
      { login: 'b', balance_minor: -10_000, frozen: 1, notes: null },
      { login: 'c', balance_minor: 50, frozen: 0, notes: 'Hi' },
      { login: 'd', balance_minor: 1000, frozen: 1, notes: 'і' },
    ]);
    assert.deepEqual(report.roundings, [{ table: 'users', column: 'Cash', id: 1, from: '1.005', to: '1.01' }]);
    const payments = report.tables.find(({ table }) => table === 'payments');
    assert.deepEqual(payments, {
      table: 'payments',
      read: 3,
      imported: 1,
      skipped: 2,
      reasons: { "the sum is no amount: '-'": 1, 'no subscriber of this login': 1 },
    });
    assert.deepEqual(report.ignored, { CALL: 1 });
    assert.deepEqual(Object.values(report.notes), [4]);
    assert.equal(report.openings, 4);
    assert.deepEqual((await verifyLedger(db)).faults, []);
  });
}

test('the fixture comes in whole, with balances that its ledger adds up to', async t => {
  const db = await openEmpty(t);
  const report = await take(db, fixture);
  const known = report.tables.filter(({ reasons }) => !('omnicrm has no use for this table' in reasons));
  assert.deepEqual(
    known.filter(({ skipped }) => skipped > 0).map(({ table }) => table),
    ['tags', 'dealwithithist', 'ubstats'],
  );
  assert.deepEqual(await verifyLedger(db), { accounts: 27, rows: 18, faults: [] });
  const hosts = await db.selectFrom('host').select(['mac', 'subscriber_id']).where('ip', '=', '10.0.0.12').execute();
  assert.deepEqual(hosts, [{ mac: '02:00:00:00:00:0c', subscriber_id: 2 }]);
});

test('a second import is refused; --replace begins anew', async t => {
  const db = await openEmpty(t);
  await take(db, fixture);
  await assert.rejects(take(db, fixture), { code: 'E_CONFLICT' });
  await take(db, fixture, { replace: true });
  assert.deepEqual(await verifyLedger(db), { accounts: 27, rows: 18, faults: [] });
  await assert.rejects(db.deleteFrom('ledger').execute(), /append-only/);
});

test('rows without column names, or of another width, are told', async t => {
  const db = await openEmpty(t);
  await assert.rejects(take(db, "INSERT INTO users VALUES ('a')"), /have no column names/);
  await assert.rejects(take(db, "INSERT INTO users (login,Cash) VALUES ('a')"), /1 values for 2 columns/);
  assert.equal((await db.selectFrom('subscriber').select('login').execute()).length, 0);
});
