import { fail } from '../../fail.ts';
import { asInt, index } from '../integers.ts';
import { textLength } from '../iterate.ts';
import { sliceText } from '../slice.ts';
import { typeName } from '../type-name.ts';
import { Tuple, type Value } from '../types.ts';
import { method, type Method } from './method.ts';
import { textArgument } from './text-argument.ts';

type Given = readonly (Value | undefined)[];

/** Methods of str that look for a part, within `start` and `end` where given. */
export const searchMethods: readonly (readonly [string, Method<string>])[] = [
  ['find', method('sub start? end?', (text, given) => find(text, given, false))],
  ['rfind', method('sub start? end?', (text, given) => find(text, given, true))],
  ['index', method('sub start? end?', (text, given) => found(find(text, given, false)))],
  ['rindex', method('sub start? end?', (text, given) => found(find(text, given, true)))],
  ['count', method('sub start? end?', count)],
  ['startswith', method('prefix start? end?', (text, given) => affix('startswith', text, given))],
  ['endswith', method('suffix start? end?', (text, given) => affix('endswith', text, given))],
  ['replace', method('old new count?', replace)],
];

/** The position in code points, or -1. */
function find(text: string, [sub, start, end]: Given, last: boolean): number {
  const wanted = textArgument('find', sub);
  const window = part(text, start, end);
  const at = window === undefined ? -1 : last ? window.lastIndexOf(wanted) : window.indexOf(wanted);
  return at < 0 ? -1 : startOf(text, start) + textLength(window!.slice(0, at));
}

function found(position: number): number {
  return position < 0 ? fail('value', 'substring not found') : position;
}

function count(text: string, [sub, start, end]: Given): number {
  const wanted = textArgument('count', sub);
  const window = part(text, start, end);
  if (window === undefined) return 0;
  return wanted === '' ? textLength(window) + 1 : window.split(wanted).length - 1;
}

function affix(name: 'startswith' | 'endswith', text: string, [wanted, start, end]: Given): boolean {
  const window = part(text, start, end);
  const choices = wanted instanceof Tuple ? wanted.items : [wanted];
  const test = (choice: string): boolean =>
    window !== undefined && (name === 'startswith' ? window.startsWith(choice) : window.endsWith(choice));
  return choices.some(choice => test(affixText(name, choice)));
}

function affixText(name: string, choice: Value | undefined): string {
  if (typeof choice === 'string') return choice;
  return fail('type', `${name} first arg must be str or a tuple of str, not ${typeName(choice ?? null)}`);
}

function replace(text: string, [old, fresh, limit]: Given): string {
  const [wanted, replacement] = [textArgument('replace', old), textArgument('replace', fresh)];
  const most = limit === undefined ? -1 : index(limit);
  if (most < 0) return text.replaceAll(wanted === '' ? /(?:)/gu : wanted, () => replacement);
  let left = most;
  return text.replaceAll(wanted === '' ? /(?:)/gu : wanted, match => (left-- > 0 ? replacement : match));
}

/** The text between the bounds; undefined when it starts behind the end, where not even '' is found. */
function part(text: string, start: Value | undefined, end: Value | undefined): string | undefined {
  if (start === undefined && end === undefined) return text;
  if (startOf(text, start) > textLength(text)) return undefined;
  const last = end === undefined ? null : end;
  const stop = last === null ? textLength(text) : Number(asInt(last) ?? 0);
  if (startOf(text, start) > (stop < 0 ? stop + textLength(text) : stop)) return undefined;
  return sliceText(text, start ?? null, last, null);
}

function startOf(text: string, start: Value | undefined): number {
  if (start === undefined || start === null) return 0;
  const i = index(start);
  return i < 0 ? Math.max(0, i + textLength(text)) : i;
}
