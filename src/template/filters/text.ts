/** Filters of case and white space, and the counting of words. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { index } from '../values/integers.ts';
import { codePoints, firstCodePoint, length } from '../values/iterate.ts';
import { blankClass } from '../values/blanks.ts';
import { capitalize } from '../values/methods/str-case.ts';
import { center } from '../values/methods/str-pad.ts';
import { splitLines } from '../values/methods/str-split.ts';
import { strip } from '../values/methods/str-strip.ts';
import { repr, str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { wrapText } from './wrap-text.ts';

export const textFilters: Readonly<Record<string, TemplateFilter>> = {
  string: filterOf(['object'], value => str(value)),
  /** Python's pprint leaves Ansible's containers on one line. */
  pprint: filterOf(['value'], value => repr(value)),
  lower: filterOf(['s'], value => str(value).toLowerCase()),
  upper: filterOf(['s'], value => str(value).toUpperCase()),
  capitalize: filterOf(['s'], value => capitalize(str(value))),
  title: filterOf(['s'], value => title(str(value))),
  trim: filterOf(['value', ['chars', null]], (value, chars) => strip(str(value), chars, true, true)),
  center: filterOf(['value', ['width', 80]], (value, width) => center(str(value), index(width), ' ')),
  wordcount: filterOf(['s'], value => str(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
  indent: filterOf(['s', ['width', 4], ['first', false], ['blank', false]], (value, width, first, blank) =>
    indent(
      requireText(value),
      typeof width === 'string' ? width : ' '.repeat(index(width)),
      truth(first),
      truth(blank),
    ),
  ),
  truncate: filterOf(
    ['s', ['length', 255], ['killwords', false], ['end', '...'], ['leeway', null]],
    (value, size, killWords, end, leeway) =>
      truncate(value, index(size), truth(killWords), requireText(end), leeway === null ? 5 : index(leeway)),
  ),
  wordwrap: filterOf(
    ['s', ['width', 79], ['break_long_words', true], ['wrapstring', null], ['break_on_hyphens', true]],
    (value, width, breakLongWords, wrapString, breakOnHyphens) =>
      wordWrap(requireText(value), index(width), wrapString === null ? '\n' : requireText(wrapString), {
        breakLongWords: truth(breakLongWords),
        breakOnHyphens: truth(breakOnHyphens),
      }),
  ),
};

/** Jinja2's title: words begin after white space, a hyphen or an opening bracket, not after an apostrophe. */
const words = new RegExp(`[^-${blankClass}({\\[<]+`, 'g');
function title(text: string): string {
  return text.replace(words, word => {
    const first = firstCodePoint(word);
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

function indent(text: string, indention: string, first: boolean, blank: boolean): string {
  const [head = '', ...rest] = splitLines(text + '\n', false);
  const lines = rest.map(line => (blank || line !== '' ? indention + line : line));
  return (first ? indention : '') + [head, ...lines].join('\n');
}

function truncate(value: Value, size: number, killWords: boolean, end: string, leeway: number): Value {
  if (size < length(end) || leeway < 0) fail('runtime', `cannot truncate to ${size}, shorter than the end mark`);
  if (length(value) <= size + leeway) return value;
  const head = codePoints(requireText(value))
    .slice(0, size - length(end))
    .join('');
  const space = head.lastIndexOf(' ');
  return (killWords || space < 0 ? head : head.slice(0, space)) + end;
}

function wordWrap(
  text: string,
  width: number,
  wrapString: string,
  options: { breakLongWords: boolean; breakOnHyphens: boolean },
): string {
  if (width <= 0) fail('value', `cannot wrap at width ${width}`);
  const lines = splitLines(text, false).map(line => wrapText(line, width, options).join(wrapString));
  return lines.join(wrapString);
}
