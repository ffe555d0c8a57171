import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { packageRoot } from '../../../src/package-root.ts';
import { lintPlay, playRules } from '../../../src/provisioning/lint/lint-play.ts';
import { fixturesOf } from './fixtures.ts';

const fixtures = [...fixturesOf('engine'), ...fixturesOf('provisioning')];

describe('rules of play lint', () => {
  for (const { rule, file, expected } of fixtures) {
    const isBad = basename(file) === 'bad.yaml';
    test(`${rule} ${isBad ? 'is found where it is' : 'is not found where it is not'}`, () => {
      const found = lintPlay(file).map(finding => `${finding.where.line} ${finding.rule}`);
      assert.deepEqual(found, expected);
      assert.equal(
        expected.some(line => line.endsWith(` ${rule}`)),
        isBad,
      );
    });
  }

  test('every rule has a fixture, a summary and a fix', () => {
    assert.deepEqual(
      [...new Set(fixtures.map(({ rule }) => rule))].toSorted(),
      playRules.map(({ id }) => id).toSorted(),
    );
    for (const { summary, fix } of playRules) assert.ok(summary.endsWith('.') && fix.endsWith('.'));
  });
});

describe('shipped plays', () => {
  const folder = join(packageRoot(), 'plays');
  for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml'))) {
    test(`${name} is clean`, () => assert.deepEqual(lintPlay(join(folder, name)), []));
  }
});
