import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainSerializer } from '../../src/http/plain-serializer.ts';

const open = { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: true };

const isPlain = (reply: unknown): boolean => plainSerializer(reply).serializerCompiler !== undefined;

test('what a schema leaves out stays out: only open ones are written as they are', () => {
  assert.ok(isPlain(undefined));
  assert.ok(isPlain({ 200: { ...open, properties: { rows: { type: 'array', items: open } } } }));
  const closed = { type: 'object', properties: { name: { type: 'string' } } };
  for (const schema of [closed, { ...open, properties: { row: closed } }, { ...open, items: [closed] }]) {
    assert.ok(!isPlain({ 200: schema }), JSON.stringify(schema));
  }
});
