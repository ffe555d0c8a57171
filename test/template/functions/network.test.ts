import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedDifferences } from './recorded.ts';

/** Recorded from ansible.utils 2.10 on netaddr 0.8 and CPython 3.11. */
test('filters and tests of addresses and networks', () => {
  const { differences, count } = recordedDifferences('network-cases.ndjson');
  assert.deepEqual(differences, []);
  assert.ok(count > 6000);
});
