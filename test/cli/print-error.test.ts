import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOmnicrmError } from '../../src/cli/as-omnicrm-error.ts';
import { exitCodeMeanings, exitCodeOf } from '../../src/cli/exit-codes.ts';
import { fitWidths } from '../../src/cli/output/print-table.ts';
import { errorText } from '../../src/cli/print-error.ts';
import { OmnicrmError } from '../../src/errors.ts';

test('an error shows its code, place, excerpt with a caret, and hint', () => {
  const error = new OmnicrmError('E_PLAY_SYNTAX', 'unknown module uro', {
    where: { file: 'plays/a.yaml', line: 12, column: 7, excerpt: '    - uro: {}' },
    hint: 'Did you mean uri?',
  });
  assert.equal(
    errorText(error),
    [
      'omnicrm: unknown module uro [E_PLAY_SYNTAX]',
      '  at plays/a.yaml:12:7',
      '  12 |     - uro: {}',
      '     |       ^',
      '  hint: Did you mean uri?',
      '',
    ].join('\n'),
  );
});

test('a thrown thing without a code is a bug of ours, 70', () => {
  assert.equal(exitCodeOf(asOmnicrmError(new TypeError('x is not a function')).code), 70);
  assert.equal(exitCodeOf(asOmnicrmError('text').code), 70);
});

test('errors of the system have the nearest code', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  assert.equal(asOmnicrmError(missing).code, 'E_NOT_FOUND');
});

test('each exit code in use has a meaning', () => {
  for (const code of ['E_USAGE', 'E_CONFIG', 'E_INPUT', 'E_STOCK', 'E_CREATE', 'E_DATABASE', 'E_INTERNAL'] as const) {
    assert.ok(exitCodeMeanings.has(exitCodeOf(code)), code);
  }
});

test('columns shrink, the widest first, until they fit', () => {
  assert.deepEqual(fitWidths([3, 10], 80), [5, 12]);
  assert.deepEqual(fitWidths([3, 40, 30], 60), [5, 27, 28]);
  assert.deepEqual(fitWidths([30, 40, 40], 60), [32, 14, 14]);
  assert.deepEqual(fitWidths([50, 50, 50], 10), [6, 6, 6]);
});
