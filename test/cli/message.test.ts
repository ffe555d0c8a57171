import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonOf, TestHome } from './omnicrm.ts';

test('message: an empty queue, and which messages must be said', async t => {
  const home = new TestHome();
  t.after(() => home.remove());
  await home.run(['init']);
  assert.deepEqual(jsonOf(await home.run(['message', 'list', '--json'])), { data: [], counts: {} });
  assert.deepEqual(jsonOf(await home.run(['message', 'retry', '--failed', '--json'])), { retried: 0 });
  const { code, stderr } = await home.run(['message', 'cancel']);
  assert.deepEqual([code, /say which messages/.test(stderr)], [64, true]);
  const unknown = await home.run(['message', 'retry', '99']);
  assert.deepEqual([unknown.code, /there is no message 99/.test(unknown.stderr)], [66, true]);
});
