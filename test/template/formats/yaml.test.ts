import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toJson } from '../../../src/template/formats/json.ts';
import { dumpYaml, type DumpYamlOptions } from '../../../src/template/formats/yaml-dump.ts';
import { loadYaml, loadYamlAll } from '../../../src/template/formats/yaml-load.ts';
import type { Value } from '../../../src/template/values/types.ts';
import { pack, recorded, textOf, unpack } from './recorded.ts';

describe('YAML in', () => {
  it('reads what PyYAML read and refuses what it refused', () => {
    for (const [text, readable, expected] of recorded('yaml-load')) {
      const source = textOf(text);
      if (readable === 1) assert.equal(toJson(pack(loadYaml(source))), toJson(expected!), source);
      else assert.throws(() => loadYaml(source), { kind: 'value' }, source);
    }
  });
  it('reads identifiers as YAML 1.1 does', () => {
    assert.deepEqual(loadYaml('[0412345, 0412389, 12:30:45, 1e3, on, y]'), [
      136421,
      '0412389',
      45045,
      '1e3',
      true,
      'y',
    ]);
  });
  it('reads several documents, and refuses them where one is expected', () => {
    assert.deepEqual(loadYamlAll('a\n---\nb\n'), ['a', 'b']);
    assert.throws(() => loadYaml('a\n---\nb\n'), { kind: 'value' });
  });
  it('tells of a repeated key and takes the last value', () => {
    const warnings: string[] = [];
    assert.deepEqual(loadYaml('a: 1\na: 2', { warn: message => warnings.push(message) }), new Map([['a', 2]]));
    assert.match(warnings.join('\n'), /'a' stands twice.*line 2, column 1/);
  });
  it('lets lines within brackets begin anywhere', () => {
    const text = 'a:\n  b: {\n"x": 1, # one\n"y": [\n2]\n}\n';
    assert.equal(toJson(loadYaml(text)), '{"a": {"b": {"x": 1, "y": [2]}}}');
  });
});

describe('YAML out', () => {
  it('writes what PyYAML wrote', () => {
    for (const [value, options, expected] of recorded('yaml-dump')) {
      assert.equal(dumpYaml(unpack(value!), optionsOf(options!)), expected);
    }
  });
  it('names what occurs twice', () => {
    const shared: Value = ['x', ['y']];
    assert.equal(dumpYaml([shared, shared]), '- &id001\n  - x\n  - [y]\n- *id001\n');
  });
});

const NAMES: Readonly<Record<string, keyof DumpYamlOptions>> = {
  indent: 'indent',
  width: 'width',
  sort_keys: 'sortKeys',
  default_flow_style: 'defaultFlowStyle',
  default_style: 'defaultStyle',
  allow_unicode: 'allowUnicode',
  explicit_start: 'explicitStart',
  explicit_end: 'explicitEnd',
};

function optionsOf(recordedOptions: Value): DumpYamlOptions {
  const options: Record<string, unknown> = {};
  if (recordedOptions instanceof Map) {
    for (const [name, value] of recordedOptions) options[NAMES[textOf(name)]!] = value ?? undefined;
  }
  return options;
}
