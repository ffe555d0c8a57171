import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differenceOf, loadVectors, type Vector } from './vectors.ts';

/** All groups but `quirk`, which records artefacts that are not worth having. */
const byGroup = new Map<string, Vector[]>();
for (const vector of loadVectors().filter(({ group }) => group !== 'quirk'))
  byGroup.set(vector.group, [...(byGroup.get(vector.group) ?? []), vector]);

void describe('template vectors', () => {
  for (const [group, vectors] of byGroup) {
    void it(`${group} (${vectors.length})`, () => {
      const differences = vectors.map(differenceOf).filter(difference => difference !== undefined);
      assert.deepEqual(differences, []);
    });
  }
});
