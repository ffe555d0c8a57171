/** The test `version`: versions by the rules of distutils, of Semantic Versioning or of PEP 440 (Ansible). */
import { testOf } from '../arguments/define.ts';
import type { TemplateTest } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { comparePep440 } from './version-pep440.ts';
import { compareLoose, compareSemantic, compareStrict } from './version-schemes.ts';

type Comparison = (a: string, b: string) => number;

const schemes: ReadonlyMap<Value, Comparison> = new Map<Value, Comparison>([
  ['loose', compareLoose],
  ['strict', compareStrict],
  ['semver', compareSemantic],
  ['semantic', compareSemantic],
  ['pep440', comparePep440],
]);

type Holds = (order: number) => boolean;

const operators: ReadonlyMap<Value, Holds> = new Map<Value, Holds>([
  ...names(['==', '=', 'eq'], order => order === 0),
  ...names(['<', 'lt'], order => order < 0),
  ...names(['<=', 'le'], order => order <= 0),
  ...names(['>', 'gt'], order => order > 0),
  ...names(['>=', 'ge'], order => order >= 0),
  ...names(['!=', '<>', 'ne'], order => order !== 0),
]);

const version = testOf(
  ['value', 'version', ['operator', 'eq'], ['strict', null], ['version_type', null]],
  (value, other, operator, strict, type) => {
    if (strict !== null && type !== null) fail('value', 'give strict or version_type, not both');
    if (!truth(value) || !truth(other)) fail('value', 'a version to compare cannot be empty');
    const compare = schemeOf(strict, type);
    const holds = operators.get(operator) ?? fail('value', `the operator is one of ${listed(operators)}`);
    return holds(orderOf(compare, value, other));
  },
);

export const versionTests: Readonly<Record<string, TemplateTest>> = { version, version_compare: version };

/** Whatever hinders the comparison is the test's own error, an undefined part too. */
function orderOf(compare: Comparison, value: Value, other: Value): number {
  try {
    return compare(str(value), str(other));
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError('test', error.message, { cause: error });
    throw error;
  }
}

function schemeOf(strict: Value, type: Value): Comparison {
  if (truth(strict)) return compareStrict;
  if (!truth(type)) return compareLoose;
  return schemes.get(type) ?? fail('value', `the version type is one of ${listed(schemes)}`);
}

function listed(table: ReadonlyMap<Value, unknown>): string {
  return Array.from(table.keys(), str).join(', ');
}

function names(keys: readonly string[], value: Holds): (readonly [string, Holds])[] {
  return keys.map(key => [key, value]);
}
