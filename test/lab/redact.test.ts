import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactData, redactEntry } from '../../src/lab/redact.ts';

const ki = '8F14E45FCEEA167A5A36DEDD4BEA2543';
const key = 'lab/key+42';

test('a secret that a request names is masked in all of the call, in every form', () => {
  const forms = [ki, Buffer.from(ki).toString('base64'), Buffer.from(ki).toString('hex')];
  const entry = redactEntry(
    {
      seq: 1,
      time: '2026-01-01T00:00:00.000Z',
      direction: 'in',
      system: 'hss',
      instance: 'hss1',
      requestId: undefined,
      method: 'PUT',
      path: `/auc/?ki=${ki}&key=${encodeURIComponent(key)}`,
      rpc: undefined,
      request: JSON.stringify({ ki, notes: forms }),
      status: 200,
      reply: JSON.stringify({ echo: forms.join(' ') }),
      fault: undefined,
      outcome: undefined,
      durationMs: 1,
    },
    [key],
  );
  assert.doesNotMatch(JSON.stringify(entry), /8F14E45F|OEYxNEU0|3846313445|lab%2Fkey/);
  assert.match(entry.path, /^\/auc\/\?ki=\*\*\*&key=\*\*\*$/);
});

test('data is masked by name and by known value', () => {
  assert.deepEqual(redactData({ ki, list: [{ pin1: 4711, note: `is ${key}` }], pin1: '' }, [key]), {
    ki: '***',
    list: [{ pin1: '***', note: 'is ***' }],
    pin1: '',
  });
});
