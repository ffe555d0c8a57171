import { int } from '../values/integers.ts';
import { Float, type Value } from '../values/types.ts';
import type { Expression } from './ast.ts';
import { unescapeLiteral } from './string-literal.ts';
import type { Token } from './token.ts';

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** A name as an expression: one of the constants in either spelling, or a variable. */
export function nameOrConstant({ text, at }: Token): Expression {
  const value = words.get(text);
  return value === undefined ? { type: 'name', name: text, at } : { type: 'constant', value, at };
}

export function numberConstant({ kind, text, at }: Token): Expression {
  const value = kind === 'float' ? new Float(Number(text)) : int(BigInt(text.replace(/^0+(?=\d)/, '')));
  return { type: 'constant', value, at };
}

/** A string literal; in Ansible's `{{ }}` backslashes stand for themselves (`escape` off). */
export function stringText({ text, at }: Token, escape: boolean): string {
  return escape ? unescapeLiteral(text, at) : text.slice(1, -1);
}
