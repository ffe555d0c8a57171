import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../src/package-root.ts';
import { parseJson } from '../../../src/template/formats/json.ts';
import { requireDict } from '../../../src/template/arguments/require.ts';
import { differenceOf } from '../vectors.ts';

/** Recorded from ansible-core 2.19, in the form of the vectors: arguments of filters, tests and lookups that those leave out. */
const text = readFileSync(join(packageRoot(), 'test/template/functions/cases.ndjson'), 'utf8');

test('filters, tests and lookups: cases beyond the vectors', () => {
  const differences = text
    .trimEnd()
    .split('\n')
    .map((line, i) =>
      differenceOf({ id: `case ${i + 1}`, group: 'cases', line, expected: requireDict(parseJson(line)) }),
    )
    .filter(difference => difference !== undefined);
  assert.deepEqual(differences, []);
});
