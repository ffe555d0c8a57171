/** Random templates, evaluated here and by ansible-core's own Templar: needs the Python package ansible-core 2.19. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNotAnsible } from './ansible-python.ts';
import { differences } from './differences.ts';

const skip = whyNotAnsible() ?? false;

/** Known: sets in CPython's order, messages in place of values, names of lookups that are no text. The rest must agree. */
const tolerated = 0.01;

test('2000 random templates agree with ansible-core', { skip }, async () => {
  const count = 2000;
  const found = await differences(20, count, process.env);
  assert.ok(found.length <= count * tolerated, found.join('\n'));
});
