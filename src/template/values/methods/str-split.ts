import { fail } from '../../fail.ts';
import { blankClass, trimEnd, trimStart } from '../blanks.ts';
import { index } from '../integers.ts';
import { iterate } from '../iterate.ts';
import { typeName } from '../type-name.ts';
import { Undefined, Tuple, type Value } from '../types.ts';
import { Markup } from '../markup.ts';
import { method, named, type Method } from './method.ts';
import { textArgument } from './text-argument.ts';

type Given = readonly (Value | undefined)[];
const lineEnds = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
const lines = new RegExp(`[^${lineEnds}]*(?:\\r\\n|[${lineEnds}]|$)`, 'g');
const lineEnd = new RegExp(`(?:\\r\\n|[${lineEnds}])$`);
const blanks = new RegExp(`[${blankClass}]+`);
const lastBlanks = new RegExp(`^(.*[^${blankClass}])[${blankClass}]+([^${blankClass}]+)$`, 's');

/** Methods of str that take a text apart, and join. */
export const splitMethods: readonly (readonly [string, Method<string>])[] = [
  ['split', named('sep? maxsplit?', (text, given) => split(text, given, false))],
  ['rsplit', named('sep? maxsplit?', (text, given) => split(text, given, true))],
  ['splitlines', named('keepends?', (text, [keep]) => splitLines(text, keep !== undefined && index(keep) !== 0))],
  ['partition', method('sep', (text, [sep]) => partition(text, separator(sep), false))],
  ['rpartition', method('sep', (text, [sep]) => partition(text, separator(sep), true))],
  ['join', method('iterable', (text, [list]) => join(text, list!))],
];

/** Python's `str.split` and `rsplit`: at blanks without a separator; at most `maxsplit` cuts, from the left or the right. */
export function split(text: string, [sep, limit]: Given, fromRight: boolean): string[] {
  const cuts = limit === undefined ? -1 : index(limit);
  if (sep === undefined || sep === null) return splitAtBlanks(text, cuts, fromRight);
  const parts = text.split(separator(sep));
  if (cuts < 0 || parts.length <= cuts + 1) return parts;
  const mark = separator(sep);
  if (!fromRight) return [...parts.slice(0, cuts), parts.slice(cuts).join(mark)];
  const at = parts.length - cuts;
  return [parts.slice(0, at).join(mark), ...parts.slice(at)];
}

/** Python's `str.splitlines`: at every line boundary that Unicode knows. */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const full = (text.match(lines) ?? []).filter(line => line !== '');
  return keepEnds ? full : full.map(line => line.replace(lineEnd, ''));
}

function splitAtBlanks(text: string, cuts: number, fromRight: boolean): string[] {
  const out: string[] = [];
  let rest = trimEnd(trimStart(text));
  if (cuts < 0) return rest === '' ? [] : rest.split(blanks);
  rest = fromRight ? trimEnd(text) : trimStart(text);
  for (let n = cuts; n > 0; n--) {
    const next = fromRight ? cutRight(rest) : cutLeft(rest);
    if (next === undefined) break;
    out.push(next[0]);
    rest = next[1];
  }
  if (rest !== '') out.push(rest);
  return fromRight ? out.toReversed() : out;
}

function cutLeft(text: string): readonly [string, string] | undefined {
  const blank = blanks.exec(text);
  return blank ? [text.slice(0, blank.index), text.slice(blank.index + blank[0].length)] : undefined;
}

function cutRight(text: string): readonly [string, string] | undefined {
  const [, head, last] = lastBlanks.exec(text) ?? [];
  return head === undefined ? undefined : [last!, head];
}

function partition(text: string, sep: string, fromRight: boolean): Value {
  const at = fromRight ? text.lastIndexOf(sep) : text.indexOf(sep);
  if (at < 0) return new Tuple(fromRight ? ['', '', text] : [text, '', '']);
  return new Tuple([text.slice(0, at), sep, text.slice(at + sep.length)]);
}

function separator(value: Value | undefined): string {
  const sep = textArgument('separator', value);
  return sep === '' ? fail('value', 'empty separator') : sep;
}

function join(glue: string, list: Value): string {
  return Array.from(iterate(list, 'can only join an iterable'), joinable).join(glue);
}

function joinable(item: Value, i: number): string {
  if (item instanceof Undefined) item.raise();
  if (item instanceof Markup) return item.html;
  return typeof item === 'string'
    ? item
    : fail('type', `sequence item ${i}: expected str instance, ${typeName(item)} found`);
}
