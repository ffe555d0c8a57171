import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { readSerializedMap } from '../../../src/actions/formats/php-unserialize.ts';
import { openRouter } from '../../../src/actions/network/routeros/open-router.ts';
import { encodeSentence, readSentences } from '../../../src/actions/network/routeros/sentences.ts';
import { openFloor, type TestFloor } from '../action-floor.ts';
import { type RouterManners, startRouter } from './router-server.ts';

const shaped = { DSHAPER_ENABLED: '1' };
const phpOptions = 'a:3:{s:8:"username";s:3:"api";s:8:"password";s:9:"pässword";s:17:"use_new_conn_mode";b:1;}';
const router = `UPDATE nas SET nastype='mikrotik', options='${Buffer.from(phpOptions).toString('base64')}' WHERE nasip='127.0.0.1'`;
const noon = `INSERT INTO dshape_time (id,tariff,threshold1,threshold2,speed) VALUES (1,'Home100','11:00:00','13:00:00',30720)`;
const burst = `INSERT INTO speeds (tariff,speeddown,speedup,burstdownload,burstupload,bursttimedownload,burstimetupload) VALUES ('Home100','102400','51200','200000','100000','8','6')`;

async function openShaped(t: TestContext, manners: RouterManners = {}, moreSql: readonly string[] = [noon]) {
  const at = await openFloor(t, shaped, [router, ...moreSql].join(';'));
  const server = await startRouter(t, { queues: ['alice', 'bob'], ...manners });
  await at.floor.db.updateTable('router_login').set({ port: server.port }).execute();
  return { ...at, server };
}

async function homeLogins({ floor: { db } }: TestFloor): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('subscriber as s')
    .innerJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.login', 's.balance_minor', 's.credit_minor', 's.down'])
    .where('t.tariff_name', '=', 'Home100')
    .orderBy('s.subscriber_id')
    .execute();
  return rows.filter(one => one.down === 0 && one.balance_minor >= -one.credit_minor).map(({ login }) => login);
}

test('queues get the speed of the window, and downshift gives the tariff its own back', async t => {
  const at = await openShaped(t);
  const members = await homeLogins(at);
  assert.ok(members.includes('alice'));
  const reply = await at.call('mikrotikdnshaper');
  assert.equal(reply.text, 'OK:MT_DN_SHAPER');
  assert.deepEqual(at.server.queues.get('alice'), ['=max-limit=51200k/30720k']);
  const shapedNow = ['alice', 'bob'].filter(login => members.includes(login)).length;
  assert.deepEqual(reply.counts, { shaped: shapedNow, 'without queue': members.length - shapedNow });
  assert.equal(at.server.asked.filter(word => word === '/login').length, 1);
  const told = await at.floor.db.selectFrom('event').select('body').execute();
  assert.ok(told.some(({ body }) => body === `MT_DN_SHAPER  done to \`${members.length}\` users`));
  assert.equal((await at.call('mikrotikdnshaper&param=downshift')).text, 'OK:MT_DN_SHAPER');
  assert.deepEqual(at.server.queues.get('alice'), ['=max-limit=51200k/102400k']);
});

test('bursts go along when the tariff has all four numbers of them', async t => {
  const at = await openShaped(t, {}, [noon, burst]);
  await at.call('mikrotikdnshaper');
  assert.deepEqual(at.server.queues.get('alice'), [
    '=max-limit=51200k/30720k',
    '=burst-limit=100000k/30720k',
    '=burst-threshold=40960k/24576k',
    '=burst-time=6/8',
  ]);
  await at.call('mikrotikdnshaper&param=downshift');
  assert.deepEqual(at.server.queues.get('alice')?.slice(1, 3), [
    '=burst-limit=100000k/200000k',
    '=burst-threshold=40960k/81920k',
  ]);
});

test('outside every window, for who is off or in debt, and where it is off, no router is asked', async t => {
  const late = await openShaped(t, {}, [noon.replace('11:00:00', '12:00:01')]);
  assert.equal((await late.call('mikrotikdnshaper')).text, 'OK:MT_DN_SHAPER_NO_USERS_TO_PROCESS');
  const off = await openShaped(t);
  await off.floor.db.updateTable('subscriber').set({ down: 1 }).execute();
  assert.equal((await off.call('mikrotikdnshaper')).text, 'OK:MT_DN_SHAPER_NO_USERS_TO_PROCESS');
  const closed = await openFloor(t);
  assert.equal((await closed.call('mikrotikdnshaper')).text, 'ERROR:DSHAPER_DISABLED');
  assert.deepEqual([late.server.asked, off.server.asked], [[], []]);
});

test('an older router gets the digest of its challenge', async t => {
  const at = await openShaped(t, { isOld: true });
  await at.call('mikrotikdnshaper');
  assert.deepEqual(at.server.asked.slice(0, 2), ['/login', '/login']);
  assert.deepEqual(at.server.queues.get('alice'), ['=max-limit=51200k/30720k']);
});

const troubles: readonly (readonly [string, RouterManners, RegExp])[] = [
  ['a wrong password', { password: 'another' }, /refuses \/login: invalid user name or password/],
  ['a router that gives up', { fatal: 'session terminated' }, /does not answer: session terminated/],
];

for (const [name, manners, told] of troubles)
  test(`${name} is told and counted; the reply is the same`, async t => {
    const at = await openShaped(t, manners);
    const reply = await at.call('mikrotikdnshaper');
    assert.equal(reply.text, 'OK:MT_DN_SHAPER');
    assert.deepEqual(reply.counts, { missed: (await homeLogins(at)).length });
    const events = await at.floor.db.selectFrom('event').select('body').execute();
    assert.ok(
      events.some(({ body }) => told.test(body)),
      JSON.stringify(events),
    );
  });

test('a queue that may not be changed holds no other up; a router without login, or none at all, neither', async t => {
  const at = await openShaped(t, { locked: 'alice', queues: ['alice'] });
  const { counts } = await at.call('mikrotikdnshaper');
  assert.equal(counts['refused'], 1);
  assert.ok(Number(counts['without queue']) > 0);
  await at.floor.db.updateTable('router_login').set({ port: 9 }).execute();
  assert.deepEqual(Object.keys((await at.call('mikrotikdnshaper')).counts), ['missed']);
  await at.floor.db.deleteFrom('router_login').execute();
  assert.deepEqual(Object.keys((await at.call('mikrotikdnshaper')).counts), ['missed']);
});

test('the password of a router is sealed', async t => {
  const { floor } = await openShaped(t);
  const row = await floor.db.selectFrom('router_login').selectAll().executeTakeFirstOrThrow();
  assert.match(row.password ?? '', /^sealed:/);
  assert.equal(row.username, 'api');
});

test('words of all lengths come through, in pieces and all at once', async () => {
  const words = [0x7f, 0x80, 0x3fff, 0x4000, 0x2_0000].map((length, index) => String(index).repeat(length));
  const octets = Buffer.concat([encodeSentence(words), encodeSentence(['!done'])]);
  assert.deepEqual([...octets.subarray(0, 1)], [0x7f]);
  assert.deepEqual([...octets.subarray(0x80, 0x82)], [0x80, 0x80]);
  async function* inPieces(size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
  }
  for (const size of [997, octets.length]) {
    const found: (readonly string[])[] = [];
    for await (const sentence of readSentences(inPieces(size))) found.push(sentence);
    assert.deepEqual(found, [words, ['!done']]);
  }
});

test('what is no RouterOS is told, and so is silence', async t => {
  const { createServer } = await import('node:net');
  const web = createServer(socket => void socket.end(Buffer.of(0xff, 0xff))).listen(0, '127.0.0.1');
  const mute = createServer(socket => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  t.after(() => [web.close(), mute.close()]);
  const { signal } = new AbortController();
  for (const [server, told] of [
    [web, /no API of RouterOS/],
    [mute, /says nothing/],
  ] as const) {
    if (!server.listening) await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const target = { address: '127.0.0.1', port, username: 'api', password: '', timeoutMs: 100 };
    await assert.rejects(openRouter(target, signal), { code: 'E_BACKEND_DOWN', message: told });
  }
});

test("maps of PHP's serialize are read, and nothing else is taken for one", () => {
  const map = readSerializedMap(Buffer.from('a:4:{s:1:"a";s:5:"é";x";s:1:"n";i:-3;i:7;d:0.5;s:1:"z";N;}'));
  assert.deepEqual(
    [...(map ?? [])],
    [
      ['a', 'é";x'],
      ['n', '-3'],
      ['7', '0.5'],
      ['z', ''],
    ],
  );
  for (const text of ['', 'b:1;', 'a:1:{s:1:"a";a:0:{}}', 'a:1:{s:1:"a";}', 'a:1:{s:9:"a";s:1:"b";}'])
    assert.equal(readSerializedMap(Buffer.from(text)), undefined, text);
});
