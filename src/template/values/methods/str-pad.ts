import { fail } from '../../fail.ts';
import { index } from '../integers.ts';
import { textLength } from '../iterate.ts';
import type { Value } from '../types.ts';
import { method, named, type Method } from './method.ts';
import { textArgument } from './text-argument.ts';

/** Wider paddings are refused before they fill the memory. */
const widest = 100_000_000;

/** Methods of str that bring a text to a width. */
export const padMethods: readonly (readonly [string, Method<string>])[] = [
  ['ljust', method('width fill?', (text, [width, fill]) => text + padding(text, width!, fill))],
  ['rjust', method('width fill?', (text, [width, fill]) => padding(text, width!, fill) + text)],
  ['center', method('width fill?', (text, [width, fill]) => center(text, index(width!), fillOf(fill)))],
  ['zfill', method('width', (text, [width]) => zeroFill(text, index(width!)))],
  ['expandtabs', named('tabsize?', (text, [size]) => expandTabs(text, size === undefined ? 8 : index(size)))],
];

/** CPython puts the odd blank left only when the width is odd. */
export function center(text: string, width: number, fill: string): string {
  const room = missing(text, width);
  const left = Math.floor(room / 2) + (room & width & 1);
  return fill.repeat(left) + text + fill.repeat(room - left);
}

function padding(text: string, width: Value, fill: Value | undefined): string {
  return fillOf(fill).repeat(missing(text, index(width)));
}

function zeroFill(text: string, width: number): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing(text, width)) + text.slice(sign.length);
}

function missing(text: string, width: number): number {
  if (width > widest) fail('overflow', 'the padded text would be too long');
  return Math.max(0, width - textLength(text));
}

function fillOf(value: Value | undefined): string {
  const fill = value === undefined ? ' ' : textArgument('fill', value);
  return textLength(fill) === 1 ? fill : fail('type', 'The fill character must be exactly one character long');
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  return text.replace(/[^\t\n\r]+|[\t\n\r]/g, part => {
    if (part === '\n' || part === '\r') column = 0;
    const shown = part === '\t' ? ' '.repeat(size > 0 ? size - (column % size) : 0) : part;
    if (part !== '\n' && part !== '\r') column += textLength(shown);
    return shown;
  });
}
