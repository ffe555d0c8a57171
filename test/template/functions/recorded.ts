import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.ts';
import { requireDict } from '../../../src/template/arguments/require.ts';
import { parseJson, toJson } from '../../../src/template/formats/json.ts';
import { iterate } from '../../../src/template/values/iterate.ts';
import { typeName } from '../../../src/template/values/type-name.ts';
import type { Dict, Value } from '../../../src/template/values/types.ts';
import { differenceOf } from '../vectors.ts';

/**
 * What differs from recordings of Ansible, and how many there are. A line of the file is a template, variables that all its
 * cases share, and the cases: more variables with the value, or the kind of the error, that Ansible gave.
 */
export function recordedDifferences(file: string): { differences: string[]; count: number } {
  const text = readFileSync(join(packageRoot(), 'test/template/functions', file), 'utf8');
  const vectors = text.trimEnd().split('\n').flatMap(casesOf);
  const differences = vectors.map(differenceOfCase).filter(difference => difference !== undefined);
  return { differences, count: vectors.length };
}

function casesOf(line: string): Dict[] {
  const { template, vars, cases } = Object.fromEntries(requireDict(parseJson(line))) as Record<string, Value>;
  return Array.from(iterate(cases!), item => {
    const [more, answer] = [...iterate(item)];
    const all = new Map([...requireDict(vars!), ...requireDict(more!)]);
    return new Map<Value, Value>([['template', template!], ['vars', all], ...outcome(requireDict(answer!))]);
  });
}

function outcome(answer: Dict): [Value, Value][] {
  const value = answer.get('value');
  if (value === undefined) return [['ok', false], ...answer];
  return [
    ['ok', true],
    ['value', value],
    ['type', typeName(value)],
  ];
}

function differenceOfCase(expected: Dict): string | undefined {
  const line = toJson(expected);
  return differenceOf({ id: toJson(expected.get('vars')!).slice(-120), group: 'recorded', line, expected });
}
