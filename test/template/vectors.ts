import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { evaluateVector } from '../../src/template/batch.ts';
import { equals, Float, parseJson, repr, str, type Dict, type Value } from '../../src/template/index.ts';

/** One recorded case: the line as it is kept, and what it says. */
export interface Vector {
  readonly id: string;
  readonly group: string;
  readonly line: string;
  readonly expected: Dict;
}

export function loadVectors(): readonly Vector[] {
  const text = readFileSync(join(packageRoot(), 'test/template/fixtures/vectors.ndjson'), 'utf8');
  return text.trimEnd().split('\n').map(vectorOf);
}

function vectorOf(line: string): Vector {
  const expected = parsedDict(line);
  return { id: str(expected.get('id')!), group: str(expected.get('group')!), line, expected };
}

/** What differs from the recording: undefined when value, int or float, type and kind of error are right. */
export function differenceOf({ line, expected, id }: Vector): string | undefined {
  const answer = parsedDict(evaluateVector(line));
  const source = repr(expected.get('template') ?? expected.get('when') ?? null);
  const wanted = outcome(expected, expected.has('type'));
  const found = outcome(answer, expected.has('type'));
  const detail = answer.get('message') ?? null;
  return same(wanted, found)
    ? undefined
    : `${id} ${source}: wanted ${repr(wanted)}, found ${repr(found)} ${detail === null ? '' : str(detail)}`;
}

function parsedDict(line: string): Dict {
  const value = parseJson(line);
  if (!(value instanceof Map)) throw new Error(`no JSON object: ${line}`);
  return value;
}

/** Cases recorded without the type of their value leave it open. */
function outcome(vector: Dict, withType: boolean): Value {
  const names = vector.get('ok') !== true ? ['ok', 'error'] : ['ok', 'value', ...(withType ? ['type'] : [])];
  return new Map(names.map(name => [name, vector.get(name)!]));
}

/** Equal with int, float and bool apart. */
function same(a: Value, b: Value): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]!));
  if (a instanceof Map)
    return (
      b instanceof Map && a.size === b.size && [...a].every(([key, item]) => b.has(key) && same(item, b.get(key)!))
    );
  if (a instanceof Float || b instanceof Float)
    return a instanceof Float && b instanceof Float && Object.is(a.value, b.value);
  return typeof a === typeof b && equals(a, b);
}
