import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMessages,
  countMessages,
  listMessages,
  retryMessages,
} from '../../../src/actions/messages/find-messages.ts';
import { NOON } from '../action-floor.ts';
import { openMessageFloor } from './message-floor.ts';

test('the queue by hand: listed by what one looks for, put back, taken out', async t => {
  const floor = await openMessageFloor(t);
  const { db } = floor.floor;
  const moments = { created: NOON.toISOString(), last_modified: NOON.toISOString() };
  const states = ['queued', 'failed', 'sent', 'sending', 'queued'] as const;
  for (const [index, state] of states.entries()) {
    const recipient = `+38050000000${index}`;
    const row = { channel: 'sms', recipient, body: 'x', state, source: index < 4 ? 'reminder' : 'smszilla' };
    await db
      .insertInto('message')
      .values({ ...row, ...moments, attempts: 2, not_before: '2027-01-01T00:00:00.000Z' })
      .execute();
  }
  const ids = async (query: Parameters<typeof listMessages>[1]): Promise<readonly number[]> =>
    (await listMessages(db, query, 10)).map(row => row.message_id);
  assert.deepEqual(await ids({}), [5, 4, 3, 2, 1]);
  assert.deepEqual(await ids({ state: 'queued', source: 'reminder' }), [1]);
  assert.deepEqual(await ids({ recipient: '+380500000002', channel: 'sms' }), [3]);
  assert.equal(await retryMessages(db, { ids: [2, 3, 4] }, NOON), 1, 'what was sent, or is being sent, stays');
  assert.equal(await cancelMessages(db, { source: 'smszilla' }, NOON), 1);
  assert.deepEqual(await countMessages(db), { failed: 1, queued: 2, sending: 1, sent: 1 });
  await db.updateTable('message').set({ state: 'sent' }).where('state', '=', 'sending').execute();
  assert.deepEqual((await floor.call('senddog')).counts, { sent: 1 }, 'the one that was put back is due at once');
  assert.equal(floor.lab.turbosms.sent[0]?.phone, '380500000001');
});
