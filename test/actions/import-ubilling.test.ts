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

/** Dumps that are cut off or damaged: nothing comes in, and the error says where. */
const broken: Readonly<Record<string, readonly [dump: string, why: RegExp]>> = {
  'in a row': ["INSERT INTO users (login,Cash) VALUES ('a',1),('b',", /never closed/],
  'in a text': ["INSERT INTO users (login,Cash) VALUES ('a',1),('b", /breaks off in a text/],
  'between rows': ["INSERT INTO users (login,Cash) VALUES ('a',1),", /rows of users are damaged or cut off/],
  'between statements': [
    "/*M!999999\\- sandbox */\n-- MariaDB dump 10.19  Distrib\nINSERT INTO users (login,Cash) VALUES ('a',1);\n",
    /its last line, '-- Dump completed', is not there/,
  ],
  'in a comment': [
    "INSERT INTO users (login,Cash) VALUES ('a',1); /* INSERT INTO users",
    /breaks off in a text or a comment/,
  ],
  'before it began': ['', /no tables in the dump/],
  'no dump at all': ['<html>not found</html>', /no tables in the dump/],
  'an unknown function': [
    "INSERT INTO users (login,Cash) VALUES (PASSWORD('x'),1);",
    /'INSERT INTO users .*no such function: PASSWORD/,
  ],
};

for (const [name, [text, why]] of Object.entries(broken)) {
  test(`a broken dump: ${name}`, async t => {
    const db = await openEmpty(t);
    await take(db, fixture);
    await assert.rejects(take(db, text, { replace: true }), { code: 'E_INPUT', message: why });
    const { login } = await db.selectFrom('subscriber').select('login').executeTakeFirstOrThrow();
    assert.equal(login, 'alice', 'what was there stays');
  });
}

/** What stands in place of a day, and the day it comes to on 2026-11-21. */
const days: readonly (readonly [string, string])[] = [
  ['NOW() - INTERVAL 1 MONTH', '2026-10-21'],
  ["'2026-03-31' - INTERVAL 1 MONTH", '2026-02-28'],
  ['DATE_SUB(CURDATE(), INTERVAL 2 WEEK)', '2026-11-07'],
  ['DATE_ADD(LAST_DAY(NOW()), INTERVAL 1 DAY)', '2026-12-01'],
  ['NOW()-INTERVAL 13 HOUR', '2026-11-20'],
  ["DATE_FORMAT(NOW() + INTERVAL 1 YEAR, '%Y-%m-01')", '2027-11-01'],
];

test('days reckoned by MySQL’s functions', async t => {
  const db = await openEmpty(t);
  const rows = days.map(([text]) => `('a',${text},'0','1')`).join(',');
  await take(
    db,
    `INSERT INTO users (login,Cash) VALUES ('a',0);
    INSERT INTO payments (login,date,balance,summ) VALUES ${rows};
    UPDATE payments SET date=date + INTERVAL 1 DAY WHERE summ<>'1'`,
  );
  const kept = await db.selectFrom('ledger').select('business_date').where('kind', '=', 'payment').execute();
  assert.deepEqual(
    kept.map(row => row.business_date),
    days.map(([, day]) => day),
  );
});

test('a column that an older dump has not counts as its default', async t => {
  const db = await openEmpty(t);
  await take(
    db,
    `INSERT INTO tagtypes (id,tagname) VALUES (1,'x'); INSERT INTO vservices (id,tagid,price,cashtype) VALUES (1,1,5,'stargazer')`,
  );
  const service = await db.selectFrom('virtual_service').select('charge_always').executeTakeFirst();
  assert.deepEqual(service, { charge_always: 1 });
});

test('a change of tariff that Stargazer had before it is a task of the first', async t => {
  const db = await openEmpty(t);
  const more = "INSERT INTO users (login,Cash,Tariff,TariffChange) VALUES ('x',0,'Free','Day10'),('y',0,'Free','')";
  const { tables, notes } = await take(db, `${fixture}\n${more}`);
  assert.equal(tables.find(({ table }) => table === 'dealwithit')?.imported, 6);
  assert.deepEqual(Object.values(notes), [1]);
  const task = await db
    .selectFrom('task')
    .select(['due', 'param', 'state'])
    .where('notes', '=', 'TariffChange')
    .execute();
  assert.deepEqual(task, [{ due: '2026-12-01', param: 'Day10', state: 'due' }]);
});

test('a text of many megabytes is one value', async t => {
  const db = await openEmpty(t);
  const text = `it\\'s ${'x'.repeat(2 ** 24)} ''`;
  const { tables } = await take(db, `INSERT INTO users (login,Cash,Note) VALUES ('a',1,'${text}');`, {}, 2 ** 16);
  assert.equal(tables[0]?.imported, 1);
  const { notes } = await db.selectFrom('subscriber_profile').select('notes').executeTakeFirstOrThrow();
  assert.equal(notes?.length, "it's ".length + 2 ** 24 + " '".length);
});

test('odd rows come in as far as they mean something, and are told', async t => {
  const db = await openEmpty(t);
  const { notes, tables } = await take(
    db,
    `INSERT INTO \`stg\`.\`tariffs\` (name,Fee,period) VALUES ('T','5','month'),('T','7','month');
    INSERT INTO users (login,Cash,Tariff,CreditExpire,Passive,Note) VALUES ('a','1,5','T',99999999999999,b'1',x'4869'),('',1,'T',0,0,'');
    INSERT INTO userreg (date,login) VALUES ('0000-00-00 00:00:00','a');
    INSERT INTO payments (id,login,date,balance,summ) VALUES (1,'a','0000-00-00 00:00:00','0','10');
    INSERT INTO ukv_users (id,contract,tariffid,cash,active) VALUES (1,'K',9,'7',1);
    INSERT INTO ukv_payments (userid,date,balance,summ) VALUES (99,NOW(),'0','5')`,
  );
  assert.deepEqual(notes, {
    'amounts in users.Cash that are none: they are 0 now': 1,
    'cable subscribers of the tariff 9, which is not there: they have none now': 1,
  });
  const skipped = tables.filter(table => table.skipped > 0).map(({ table, reasons }) => [table, reasons]);
  assert.deepEqual(skipped, [
    ['tariffs', { 'it is there already': 1 }],
    ['users', { 'it has no login': 1 }],
    ['ukv_payments', { 'no subscriber of this number': 1 }],
  ]);
  const user = await db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([user.tariff_id, user.credit_until, user.frozen], [1, null, 1]);
  assert.ok(user.created < '1970-01-02', 'who has no date of registration is not new');
  const dates = await db.selectFrom('ledger').select('business_date').where('kind', '=', 'payment').execute();
  assert.deepEqual(dates, [{ business_date: '1970-01-01' }], 'nor is a payment without a date');
  assert.deepEqual((await verifyLedger(db)).faults, []);
});
