import { fail } from '../../fail.ts';
import { Bytes } from '../bytes.ts';
import { encodeText } from '../codecs.ts';
import { dictGet, dictOf } from '../dict.ts';
import { codePoints } from '../iterate.ts';
import { itemOfText } from '../slice.ts';
import { str } from '../text.ts';
import { typeName } from '../type-name.ts';
import type { Dict, Value } from '../types.ts';
import { method, named, type Method } from './method.ts';
import { textArgument } from './text-argument.ts';

type Given = readonly (Value | undefined)[];

/** Methods of str that map characters to others or to bytes. */
export const codeMethods: readonly (readonly [string, Method<string>])[] = [
  [
    'encode',
    named(
      'encoding? errors?',
      (text, [name, errors]) => new Bytes(encodeText(text, option(name, 'utf-8'), option(errors, 'strict'))),
    ),
  ],
  ['translate', method('table', (text, [table]) => translate(text, table!))],
  ['maketrans', method('x y? z?', (_text, given) => translation(given))],
];

function option(value: Value | undefined, fallback: string): string {
  return value === undefined ? fallback : textArgument('encode', value);
}

/** `table` gives a character, a code point or None for a code point; what it does not hold stays. */
function translate(text: string, table: Value): string {
  return codePoints(text)
    .map(char => translated(char, entryOf(table, char.codePointAt(0)!)))
    .join('');
}

function entryOf(table: Value, code: number): Value | undefined {
  if (table instanceof Map) return dictGet(table, code);
  if (typeof table === 'string') return itemOfText(table, code);
  return Array.isArray(table) ? table[code] : fail('type', `'${typeName(table)}' object is not subscriptable`);
}

function translated(char: string, to: Value | undefined): string {
  if (to === undefined) return char;
  if (to === null) return '';
  return typeof to === 'number' ? String.fromCodePoint(to) : str(to);
}

function translation([from, to, drop]: Given): Dict {
  if (to === undefined)
    return from instanceof Map
      ? byCode(from)
      : fail('type', 'if you give only one argument to maketrans it must be a dict');
  const [left, right] = [codePoints(textArgument('maketrans', from)), codePoints(textArgument('maketrans', to))];
  if (left.length !== right.length) return fail('value', 'the first two maketrans arguments must have equal length');
  const removed = drop === undefined ? [] : codePoints(textArgument('maketrans', drop));
  const pairs = left.map((char, i) => [char.codePointAt(0)!, right[i]!.codePointAt(0)!] as const);
  return dictOf([...pairs, ...removed.map(char => [char.codePointAt(0)!, null] as const)]);
}

function byCode(table: Dict): Dict {
  return dictOf(
    Array.from(table, ([key, value]) => [typeof key === 'string' ? key.codePointAt(0)! : key, value] as const),
  );
}
