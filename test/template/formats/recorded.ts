/** Cases recorded from CPython 3.11 and PyYAML 6.0 on libyaml: one JSON array a line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.ts';
import { parseJson } from '../../../src/template/formats/json.ts';
import { PyObject, type Value } from '../../../src/template/values/types.ts';

export function recorded(name: string): Value[][] {
  const file = join(packageRoot(), 'test/template/formats/fixtures', `${name}.ndjson`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => line !== '').map(line => listOf(parseJson(line)));
}

export function listOf(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('the recorded case should hold a list here');
}

export function textOf(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw new TypeError('the recorded case should hold a text here');
}

/** Recorded dicts are `{"d": [[key, value], …]}`, because JSON has only text keys. */
export function unpack(value: Value): Value {
  if (Array.isArray(value)) return value.map(unpack);
  if (!(value instanceof Map)) return value;
  return new Map(listOf(value.get('d')).map(entry => [unpack(listOf(entry)[0]!), unpack(listOf(entry)[1]!)]));
}

/** The other way; objects become `{"r": repr}`. */
export function pack(value: Value): Value {
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Map) return new Map([['d', Array.from(value, entry => entry.map(pack))]]);
  return value instanceof PyObject ? new Map([['r', value.repr()]]) : value;
}
