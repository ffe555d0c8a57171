import { trimEnd, trimStart } from '../blanks.ts';
import { codePoints } from '../iterate.ts';
import type { Value } from '../types.ts';
import { method, type Method } from './method.ts';
import { textArgument } from './text-argument.ts';

/** Methods of str that cut at the ends. */
export const stripMethods: readonly (readonly [string, Method<string>])[] = [
  ['strip', method('chars?', (text, [chars]) => strip(text, chars, true, true))],
  ['lstrip', method('chars?', (text, [chars]) => strip(text, chars, true, false))],
  ['rstrip', method('chars?', (text, [chars]) => strip(text, chars, false, true))],
  ['removeprefix', method('prefix', (text, [prefix]) => removePrefix(text, textArgument('removeprefix', prefix)))],
  ['removesuffix', method('suffix', (text, [suffix]) => removeSuffix(text, textArgument('removesuffix', suffix)))],
];

/** Blanks, or the characters in `chars`, gone from the start, the end or both. */
export function strip(text: string, chars: Value | undefined, start: boolean, end: boolean): string {
  if (chars !== undefined && chars !== null) return stripCharacters(text, textArgument('strip', chars), start, end);
  const cut = start ? trimStart(text) : text;
  return end ? trimEnd(cut) : cut;
}

function stripCharacters(text: string, chars: string, start: boolean, end: boolean): string {
  const unwanted = new Set(codePoints(chars));
  const points = codePoints(text);
  let [from, to] = [0, points.length];
  if (start) while (from < to && unwanted.has(points[from]!)) from++;
  if (end) while (to > from && unwanted.has(points[to - 1]!)) to--;
  return points.slice(from, to).join('');
}

function removePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function removeSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}
