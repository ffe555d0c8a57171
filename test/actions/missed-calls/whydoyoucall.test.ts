import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openFloor, type TestFloor } from '../action-floor.ts';

const options = { WDYC_ENABLED: '1', TELEPONY_ENABLED: '1', TELEPONY_CDR: 'Master.csv' };

/** From, to, application, start, end, talk, answered, call. */
type Leg = readonly [string, string, string, string, string, number, boolean, string];

const legs: readonly Leg[] = [
  ['380501112233', '500', 'Queue', '09:00:00', '09:00:40', 0, false, 'a'],
  ['380501112233', '500', 'Queue', '09:05:00', '09:05:20', 0, false, 'b'],
  ['101', '0501112233', 'Dial', '09:06:20', '09:06:30', 0, false, 'c'],
  ['101', '0501112233', 'Dial', '09:10:00', '09:11:00', 45, true, 'd'],
  ['0502223344', '500', 'Queue', '10:00:00', '10:00:30', 0, false, 'e'],
  ['0503334455', '500', 'Queue', '10:10:00', '10:10:30', 0, false, 'f'],
  ['0503334455', '500', 'Queue', '10:20:00', '10:21:30', 60, true, 'g'],
  ['0504445566', '500', 'Queue', '10:30:00', '10:30:30', 0, false, 'h'],
  ['101', '0504445566', 'Dial', '10:30:40', '10:30:50', 0, false, 'i'],
  ['anonymous', '500', 'Queue', '11:00:00', '11:00:30', 0, false, 'j'],
  ['101', '0509998877', 'Dial', '11:10:00', '11:10:30', 20, true, 'k'],
];

function cellsOf([src, dst, lastapp, start, end, billsec, answered, uniqueid]: Leg, day: string) {
  const way = {
    accountcode: '',
    src,
    dst,
    dcontext: 'in',
    clid: `"x" <${src}>`,
    channel: 'c',
    dstchannel: 'd',
    lastapp,
  };
  const time = { lastdata: '', start: `${day} ${start}`, answer: '', end: `${day} ${end}`, duration: '1', billsec };
  const disposition = answered ? 'ANSWERED' : 'NO ANSWER';
  return { ...way, ...time, disposition, amaflags: 'DOCUMENTATION', uniqueid, userfield: '' };
}

const rows = [
  ...legs.slice(0, 1).map(leg => cellsOf(leg, '2026-11-20')),
  ...legs.map(leg => cellsOf(leg, '2026-11-21')),
];

async function outcomes({ floor: { db } }: TestFloor): Promise<readonly unknown[]> {
  const found = await db.selectFrom('call_outcome').selectAll().orderBy('number').execute();
  return found.map(row => [row.number, row.missed, row.recalls, row.talk_seconds, row.try_seconds]);
}

const expected = [
  ['0501112233', 0, 2, 45, 60],
  ['0502223344', 1, 0, 0, 0],
  ['0504445566', 1, 1, 0, 10],
];

test('who was missed and who was called back, from the CSV file of an Asterisk', async t => {
  const at = await openFloor(t, options);
  const text = rows.map(row => `${Object.values(row).map(quoted).join(',')}\n`).join('');
  writeFileSync(join(at.home, 'Master.csv'), text);
  for (let turn = 0; turn < 2; turn++) {
    assert.equal((await at.call('whydoyoucall')).text, 'TELEPONY:FETCHED\nOK: WDYC');
    assert.deepEqual(await outcomes(at), expected);
    assert.equal((await at.call('whydoyoucallstats')).text, 'OK: WDYCSTATS');
  }
  const stats = at.floor.db.selectFrom('business_stat').selectAll().where('stat_name', '=', 'missed_calls');
  assert.deepEqual(
    (await stats.execute()).map(row => [row.business_date, JSON.parse(row.value)]),
    [
      [
        '2026-11-21',
        {
          missed: 2,
          missed_numbers: ['0502223344', '0504445566'],
          recalls: 2,
          unsuccessful: 1,
          try_seconds: 70,
        },
      ],
    ],
  );
});

test('the same from its SQLite file', async t => {
  const at = await openFloor(t, { ...options, TELEPONY_CDR: 'master.db' });
  const sqlite = new BetterSqlite3(join(at.home, 'master.db'));
  const names = Object.keys(rows[0] ?? {});
  sqlite.exec(`create table cdr (${names.map(name => `"${name}"`).join(', ')})`);
  for (const row of rows)
    sqlite.prepare(`insert into cdr values (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
  sqlite.close();
  await at.call('whydoyoucall');
  assert.deepEqual(await outcomes(at), expected);
});

/** A client that answers with a text, and keeps its arguments and its file of secrets; without one it fails. */
function putClient(t: TestContext, at: TestFloor, program: string, answer: string | undefined): () => string {
  const folder = join(at.home, 'bin');
  mkdirSync(folder);
  const kept = join(at.home, 'asked');
  const ending = answer === undefined ? "echo 'no access with s3cret' >&2; exit 1" : `cat ${join(at.home, 'answer')}`;
  const file = `$(printf '%s\\n' "$@" | sed -n "s/.*\\(defaults-file=\\|passfile=\\)'\\{0,1\\}\\([^']*\\).*/\\2/p")`;
  writeFileSync(join(at.home, 'answer'), answer ?? '');
  writeFileSync(join(folder, program), `#!/bin/sh\necho "$@" > ${kept}\ncat "${file}" >> ${kept}\n${ending}\n`, {
    mode: 0o755,
  });
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}:${before ?? ''}`;
  t.after(() => void (process.env['PATH'] = before));
  return () => readFileSync(kept, 'utf8');
}

const dated = rows.map(({ start, end: _end, answer: _answer, ...row }) => ({
  calldate: start,
  ...row,
  lastdata: 'a\\tb',
}));

/** How long the recorded legs last: servers tell no end. */
function durations(): readonly number[] {
  return [...legs.slice(0, 1), ...legs].map(
    ([, , , start, end]) => Date.parse(`2026-11-21T${end}Z`) / 1000 - Date.parse(`2026-11-21T${start}Z`) / 1000,
  );
}

test("the same from its MySQL server, by a URL or in Ubilling's form, the password in no argument", async t => {
  for (const TELEPONY_CDR of ['127.0.0.1|ub|s3cret|asterisk|cdr', 'mysql://ub:s3cret@127.0.0.1/asterisk']) {
    const at = await openFloor(t, { ...options, TELEPONY_CDR });
    const cells = dated.map((row, index) => Object.values({ ...row, duration: durations()[index] }).join('\t'));
    const asked = putClient(t, at, 'mysql', [Object.keys(dated[0] ?? {}).join('\t'), ...cells, ''].join('\n'));
    assert.equal((await at.call('whydoyoucall')).text, 'TELEPONY:FETCHED\nOK: WDYC');
    assert.deepEqual(await outcomes(at), expected);
    const [args = '', ...secrets] = asked().split('\n');
    assert.match(args, /select \* from cdr where calldate >= '2026-11-21 00:00:00'.* asterisk$/);
    assert.doesNotMatch(args, /s3cret/);
    assert.ok(secrets.includes("password='s3cret'"));
  }
});

test('the same from its PostgreSQL server', async t => {
  const at = await openFloor(t, { ...options, TELEPONY_CDR: 'postgresql://ub:s3cret@127.0.0.1/asterisk?table=calls' });
  const cells = dated.map((row, index) =>
    Object.values({ ...row, duration: durations()[index] })
      .map(cell => quoted(cell ?? ''))
      .join(','),
  );
  const asked = putClient(t, at, 'psql', [Object.keys(dated[0] ?? {}).join(','), ...cells, ''].join('\n'));
  await at.call('whydoyoucall');
  assert.deepEqual(await outcomes(at), expected);
  assert.match(asked(), /select \* from calls .* dbname='asterisk' passfile='[^']+'\n\*:\*:\*:\*:s3cret\n/);
});

test('records that cannot be read are told', async t => {
  for (const TELEPONY_CDR of ['nothing.csv', 'nothing.db', 'a.txt', 'h|u|s3cret|d|cdr;drop', 'mysql://u:s3cret@/d']) {
    const at = await openFloor(t, { ...options, TELEPONY_CDR });
    const { outcome, error } = await at.call('whydoyoucall');
    assert.deepEqual([outcome, error?.code], ['failed', 'E_CONFIG'], TELEPONY_CDR);
    assert.doesNotMatch(error?.message ?? '', /s3cret/);
  }
  const at = await openFloor(t, { ...options, TELEPONY_CDR: 'localhost|user|s3cret|asterisk|cdr' });
  putClient(t, at, 'mysql', undefined);
  const { error } = await at.call('whydoyoucall');
  assert.deepEqual([error?.code, /no access with \*\*\*/.test(error?.message ?? '')], ['E_BACKEND_DOWN', true]);
});

function quoted(cell: string | number): string {
  return `"${String(cell).replaceAll('"', '""')}"`;
}
