/** match, search and regex: whether a text holds a regular expression of Python's (Ansible). */
import { testOf } from '../arguments/define.ts';
import type { TemplateTest } from '../callable.ts';
import { fail } from '../fail.ts';
import { nativeText } from '../filters/bytes.ts';
import { compile } from '../filters/regex.ts';
import { fullMatchRegex, matchRegex, searchRegex, type PythonRegex, type RegexMatch } from '../formats/python-regex.ts';
import type { Value } from '../values/types.ts';

type Finder = (regex: PythonRegex, text: string) => RegexMatch | undefined;

const flags = [
  ['pattern', ''],
  ['ignorecase', false],
  ['multiline', false],
] as const;
const finders: ReadonlyMap<Value, Finder> = new Map<Value, Finder>([
  ['match', matchRegex],
  ['search', searchRegex],
  ['fullmatch', fullMatchRegex],
]);

export const regexTests: Readonly<Record<string, TemplateTest>> = {
  match: testOf(['value', ...flags], (value, pattern, ignore, multi) =>
    found(matchRegex, value, compile(pattern, ignore, multi)),
  ),
  search: testOf(['value', ...flags], (value, pattern, ignore, multi) =>
    found(searchRegex, value, compile(pattern, ignore, multi)),
  ),
  regex: testOf([['value', ''], ...flags, ['match_type', 'search']], (value, pattern, ignore, multi, type) =>
    found(
      finders.get(type) ?? fail('type', 'match_type is search, match or fullmatch'),
      value,
      compile(pattern, ignore, multi),
    ),
  ),
};

function found(find: Finder, value: Value, regex: PythonRegex): boolean {
  return find(regex, nativeText(value)) !== undefined;
}
