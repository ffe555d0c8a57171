import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bind } from '../../../src/template/arguments/bind.ts';
import { TemplateError } from '../../../src/template/errors.ts';
import type { Value } from '../../../src/template/values/types.ts';

const parameters = ['value', ['width', 80], '*rest', ['strict', false], '**others'] as const;

function keywords(entries: Record<string, Value>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries));
}

function refuses(call: () => unknown): void {
  assert.throws(call, error => error instanceof TemplateError && error.kind === 'type');
}

test('arguments: defaults stand for what is not given', () => {
  assert.deepEqual(bind(parameters, ['a'], new Map()), ['a', 80, [], false, new Map()]);
});

test('arguments: by position, by keyword, and all the rest', () => {
  const bound = bind(parameters, ['a', 5, 'x', 'y'], keywords({ strict: true, z: 1 }));
  assert.deepEqual(bound, ['a', 5, ['x', 'y'], true, new Map([['z', 1]])]);
});

test('arguments: the given keywords stay as they were', () => {
  const given = keywords({ width: 5 });
  bind(parameters, ['a'], given);
  assert.deepEqual(given, keywords({ width: 5 }));
});

test('arguments: missing, unknown, repeated and superfluous ones are refused', () => {
  refuses(() => bind(['value'], [], new Map()));
  refuses(() => bind(['value'], ['a'], keywords({ other: 1 })));
  refuses(() => bind(['value'], ['a'], keywords({ value: 1 })));
  refuses(() => bind(['value'], ['a', 'b'], new Map()));
});
