import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, Template } from '../../../src/template/index.ts';
import { dict, templarWith } from '../templar-with.ts';
import { recordedDifferences } from './recorded.ts';

/** Recorded from community.general 7 with jmespath.py 1.0. */
test('json_query', () => {
  const { differences, count } = recordedDifferences('json-query-cases.ndjson');
  assert.deepEqual(differences, []);
  assert.ok(count > 400);
});

test('json_query keeps the digits of ints and the point of floats', () => {
  const templar = templarWith({ sims: [dict({ iccid: 8944500000000000001n, fee: new Float(45) })] });
  const query = "{{ sims | json_query('[?iccid==`8944500000000000001`].[iccid, fee] | [0]') }}";
  assert.deepEqual(templar.render(new Template(query)), [8944500000000000001n, new Float(45)]);
});

test('json_query refuses what would exhaust the stack', () => {
  const templar = templarWith({ open: '['.repeat(100_000), steps: 'a.'.repeat(100_000) });
  for (const name of ['open', 'steps']) {
    assert.throws(() => templar.render(new Template(`{{ {} | json_query(${name}) }}`)), { kind: 'filter' });
  }
});
