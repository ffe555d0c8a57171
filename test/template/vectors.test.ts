import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf, loadVectors, type Vector } from './vectors.ts';

const byGroup = new Map<string, Vector[]>();
for (const vector of loadVectors()) byGroup.set(vector.group, [...(byGroup.get(vector.group) ?? []), vector]);

for (const [group, vectors] of byGroup) {
  test(`template vectors: ${group} (${vectors.length})`, () => {
    const differences = vectors.map(differenceOf).filter(difference => difference !== undefined);
    assert.deepEqual(differences, []);
  });
}
