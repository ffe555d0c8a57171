import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOON } from '../action-floor.ts';
import { type MessageFloor, openMessageFloor } from './message-floor.ts';

const created = NOON.toISOString();

async function put({ floor }: MessageFloor, channel: string, recipient: string, body: string): Promise<void> {
  await floor.db
    .insertInto('message')
    .values({ channel, recipient, body, subject: 'S', source: 'test', created, last_modified: created })
    .execute();
}

const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

test('what waits is sent once, and its reply counts what was found', async t => {
  const floor = await openMessageFloor(t);
  await put(floor, 'sms', '+380501112233', 'one');
  await put(floor, 'telegram', '111111', 'two');
  const reply = await floor.call('senddog');
  assert.deepEqual([reply.outcome, reply.text], ['done', 'OK:SENDDOG SMS `1` TLG `1` EML `0`']);
  assert.deepEqual(reply.counts, { sent: 2 });
  assert.deepEqual(await floor.messages(), ['sms +380501112233 sent 1 one', 'telegram 111111 sent 1 two']);
  assert.deepEqual(
    floor.lab.turbosms.sent.map(({ phone, sender, text }) => [phone, sender, text]),
    [['380501112233', 'Lab', 'one']],
  );
  assert.deepEqual(floor.lab.telegram.sent, [{ chat_id: '111111', text: 'two' }]);
  assert.equal((await floor.call('senddog')).text, 'OK:SENDDOG SMS `0` TLG `0` EML `0`');
  assert.equal(floor.lab.turbosms.sent.length, 1);
});

test('a gateway that is down gets nothing lost: tried again later, and given up after three days', async t => {
  const floor = await openMessageFloor(t);
  floor.lab.down();
  for (const text of ['one', 'two']) await put(floor, 'sms', '+380501112233', text);
  const reply = await floor.call('senddog');
  assert.deepEqual([reply.outcome, reply.counts], ['done', { down: 2 }]);
  assert.match(reply.reason ?? '', /2 not taken/);
  assert.deepEqual(await floor.messages(), ['sms +380501112233 queued 1 one', 'sms +380501112233 queued 1 two']);
  assert.deepEqual((await floor.call('senddog')).counts, {}, 'not due yet');
  await floor.lab.up();
  floor.setClock(later(2));
  assert.deepEqual((await floor.call('senddog')).counts, { sent: 2 });
  floor.lab.down();
  await put(floor, 'sms', '+380501112233', 'three');
  floor.setClock(later(3 * 24 * 60));
  await floor.call('senddog');
  assert.equal((await floor.messages()).at(-1), 'sms +380501112233 failed 1 three');
});

test('what a gateway refuses is given up, with its words; the others go out', async t => {
  const floor = await openMessageFloor(t);
  await put(floor, 'sms', '+380501112233', 'FAIL');
  await put(floor, 'sms', '+380501112234', 'good');
  await put(floor, 'telegram', '403111', 'blocked');
  const reply = await floor.call('senddog');
  assert.deepEqual(reply.counts, { refused: 2, sent: 1 });
  const rows = await floor.floor.db.selectFrom('message').select(['state', 'last_error']).execute();
  assert.deepEqual(
    rows.map(row => row.state),
    ['failed', 'sent', 'failed'],
  );
  assert.match(rows[0]?.last_error ?? '', /408 STOPPED/);
  assert.match(rows[2]?.last_error ?? '', /bot was blocked/);
  const events = await floor.floor.db.selectFrom('event').select('body').execute();
  assert.ok(events.every(({ body }) => !/lab-bot-token|turbosms-lab-token/.test(body)));
});

test('without a gateway the message waits, and no try is counted', async t => {
  const floor = await openMessageFloor(t);
  const entries = new Map(floor.floor.config.entries);
  entries.delete('turbosms.token');
  await put(floor, 'sms', '+380501112233', 'one');
  const bare = { ...floor.floor, config: { ...floor.floor.config, entries } };
  const { dispatch } = await import('../../../src/actions/dispatch.ts');
  const reply = await dispatch(bare, { name: 'senddog', params: {}, door: 'cli' });
  assert.equal(reply.outcome, 'done');
  assert.match(reply.reason ?? '', /1 wait for a gateway/);
  assert.deepEqual(await floor.messages(), ['sms +380501112233 queued 0 one']);
});

test('what a dead run was sending is taken again', async t => {
  const floor = await openMessageFloor(t);
  await put(floor, 'sms', '+380501112233', 'one');
  await floor.floor.db.updateTable('message').set({ state: 'sending', sender_run_id: 999 }).execute();
  assert.deepEqual((await floor.call('senddog')).counts, { 'taken again': 1, sent: 1 });
});

test('a broken answer is no sent message', async t => {
  const floor = await openMessageFloor(t);
  floor.lab.fail('turbosms', 500, 1);
  await put(floor, 'sms', '+380501112233', 'one');
  assert.deepEqual((await floor.call('senddog')).counts, { down: 1 });
  floor.setClock(later(2));
  assert.deepEqual((await floor.call('senddog')).counts, { sent: 1 });
});

test('mail goes out by SMTP; a mail server that is not there is tried again', async t => {
  const floor = await openMessageFloor(t);
  await put(floor, 'email', 'alice@example.org', 'hello');
  assert.deepEqual((await floor.call('senddog')).counts, { down: 1 });
  assert.deepEqual(await floor.messages(), ['email alice@example.org queued 1 hello']);
});

test('the gateway is asked what became of a message', async t => {
  const floor = await openMessageFloor(t, { SMS_HISTORY_ON: '1' });
  for (const text of ['one', 'two', 'three']) await put(floor, 'sms', '+380501112233', text);
  await floor.call('senddog');
  floor.lab.turbosms.become('turbo-1', 'Delivered');
  floor.lab.turbosms.become('turbo-2', 'Expired');
  const reply = await floor.call('senddog&param=chkmsgstatuses');
  assert.equal(reply.text, 'OK:SENDDOG SMS STATUS CHECK PROCESSED');
  assert.deepEqual(reply.counts, { delivered: 1, failed: 1, pending: 1 });
  floor.setClock(later(4 * 24 * 60));
  assert.deepEqual((await floor.call('senddog&param=chkmsgstatuses')).counts, {}, 'too long ago');
});
