/** Filters of regular expressions: Python's `re`, as Ansible exposes it. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import { nativeText } from './bytes.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import {
  escapeRegex,
  findAllRegex,
  searchRegex,
  substitute,
  translateRegex,
  type PythonRegex,
  type RegexMatch,
} from '../formats/python-regex.ts';
import { index } from '../values/integers.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';

const ignoreCase = ['ignorecase', false] as const;
const multiline = ['multiline', false] as const;

export const regexFilters: Readonly<Record<string, TemplateFilter>> = {
  regex_replace: filterOf(
    [['value', ''], ['pattern', ''], ['replacement', ''], ignoreCase, multiline, ['count', 0], ['mandatory_count', 0]],
    (value, pattern, replacement, ignore, multi, count, wanted) =>
      replace(
        compile(pattern, ignore, multi),
        nativeText(value),
        requireText(replacement),
        index(count),
        index(wanted),
      ),
  ),
  regex_findall: filterOf(['value', 'regex', multiline, ignoreCase], (value, pattern, multi, ignore) =>
    findAllRegex(compile(pattern, ignore, multi), nativeText(value)),
  ),
  regex_search: filterOf(
    ['value', 'regex', '*groups', ignoreCase, multiline, '**ignored'],
    (value, pattern, groups, ignore, multi) => search(compile(pattern, ignore, multi), nativeText(value), groups),
  ),
  regex_escape: filterOf(['string', ['re_type', 'python']], (value, type) => escape(nativeText(value), type)),
};

/** A pattern with its flags, compiled; ValueError for one that Python refuses. */
export function compile(pattern: Value, ignore: Value, multi: Value): PythonRegex {
  return translateRegex(requireText(pattern), { ignoreCase: truth(ignore), multiline: truth(multi) });
}

function replace(regex: PythonRegex, text: string, replacement: string, count: number, wanted: number): string {
  if (count < 0) return text;
  const replaced = substitute(regex, replacement, text, count);
  if (wanted !== 0 && wanted !== replaced.count)
    fail('value', `the pattern should match ${wanted} times, but matched ${replaced.count} times`);
  return replaced.text;
}

/** The match as text, or the groups that `\1` and `\g<name>` name; None without a match. */
function search(regex: PythonRegex, text: string, references: readonly Value[]): Value {
  const groups = references.map(reference => groupNumber(regex, requireText(reference)));
  const match = searchRegex(regex, text);
  if (match === undefined) return null;
  return groups.length === 0 ? match.text : groups.map(group => groupText(match, group));
}

function groupNumber(regex: PythonRegex, reference: string): number {
  const [, name, digits] = /^\\(?:g<(\S+)>|(\d+))/.exec(reference) ?? [];
  if (name === undefined && digits === undefined)
    fail('value', `'${reference}' names no group: write \\1 or \\g<name>`);
  const number = name !== undefined && !/^\d+$/.test(name) ? (regex.names.get(name) ?? -1) : Number(name ?? digits);
  return number >= 0 && number <= regex.groupCount ? number : fail('index', `the pattern has no group '${reference}'`);
}

function groupText(match: RegexMatch, group: number): Value {
  return group === 0 ? match.text : (match.groups[group - 1] ?? null);
}

function escape(text: string, type: Value): string {
  if (type === 'python') return escapeRegex(text);
  if (type === 'posix_basic') return text.replace(/[\].[^$*\\]/g, '\\$&');
  return fail('value', `regular expressions of type '${str(type)}' are not known; there are python and posix_basic`);
}
