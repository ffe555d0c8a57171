import { equals, str, type Value } from '../../template/index.ts';
import type { ArgumentRules } from '../module.ts';

type Given = ReadonlyMap<string, Value>;

/** What the first broken rule between options says; undefined when all are kept. */
export function brokenRule(rules: ArgumentRules, given: Given): string | undefined {
  const has = (name: string): boolean => given.has(name) && given.get(name) !== null;
  const exclusive = rules.mutuallyExclusive?.find(names => names.filter(has).length > 1);
  if (exclusive) return `parameters are mutually exclusive: ${exclusive.join('|')}`;
  const together = rules.requiredTogether?.find(names => names.some(has) && !names.every(has));
  if (together) return `parameters are required together, missing one argument of: ${together.join(', ')}`;
  const oneOf = rules.requiredOneOf?.find(names => !names.some(has));
  if (oneOf) return `one of the following is required: ${oneOf.join(', ')}`;
  return brokenCondition(rules, given, has);
}

function brokenCondition(rules: ArgumentRules, given: Given, has: (name: string) => boolean): string | undefined {
  for (const [name, value, required] of rules.requiredIf ?? []) {
    const told = given.get(name);
    if (told === undefined || !equals(told, value)) continue;
    const missing = required.filter(option => !has(option));
    if (missing.length > 0) return `${name} is ${str(value)}, missing required arguments: ${missing.join(', ')}`;
  }
  return undefined;
}
