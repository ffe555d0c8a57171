import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TemplateError } from '../../../src/template/errors.ts';
import { parseJson, toJson } from '../../../src/template/formats/json.ts';
import { Float, Tuple, type Value } from '../../../src/template/values/types.ts';
import { recorded, textOf } from './recorded.ts';

describe('JSON', () => {
  it('writes what json.dumps wrote', () => {
    for (const [plain, nice, compact] of recorded('json').filter(row => row.length === 3)) {
      const value = parseJson(textOf(plain));
      assert.equal(toJson(value), plain);
      assert.equal(toJson(value, { indent: 4, sortKeys: true }), nice);
      assert.equal(toJson(value, { ensureAscii: false, separators: [',', ':'] }), compact);
    }
  });
  it('refuses what json.loads refused', () => {
    for (const [bad] of recorded('json').filter(row => row.length === 1)) {
      assert.throws(() => parseJson(textOf(bad)), { name: 'TemplateError', kind: 'value' }, textOf(bad));
    }
  });
  it('keeps digits and the difference of int and float', () => {
    const text = '[45, 45.0, 89350000000000000001, 1000.0, -0.0, 0]';
    assert.deepEqual(parseJson(text), [45, new Float(45), 89350000000000000001n, new Float(1000), new Float(-0), 0]);
    assert.equal(toJson(parseJson(text)), text);
  });
  it('names line and column', () => {
    assert.throws(() => parseJson('{\n  "a": 1,\n  "b": x\n}'), /line 3, column 8/);
  });
  it('refuses nesting that would end the program', () => {
    assert.throws(() => parseJson('['.repeat(100_000)), TemplateError);
  });
  it('turns keys into text as Python does and tuples into lists', () => {
    const dict = new Map<Value, Value>([
      [1, new Tuple([1])],
      [true, 1],
      [null, 2],
      [new Float(1.5), 3],
    ]);
    assert.equal(toJson(dict), '{"1": [1], "true": 1, "null": 2, "1.5": 3}');
  });
  it('refuses a value that holds itself', () => {
    const list: Value[] = [];
    list.push(list);
    assert.throws(() => toJson(list), { kind: 'value' });
  });
});
