/** Options of network filters and tests as Ansible's argument specs convert them. */
import { fail } from '../../fail.ts';
import { asInt } from '../../values/integers.ts';
import { str } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import { Float, Tuple, type Value } from '../../values/types.ts';
import { intOfText } from './address.ts';

/** `type: str`: anything but None, as text. Throws kind `value`. */
export function textOption(value: Value, name: string): string {
  return value === null ? fail('value', `the option ${name} is None, text was expected`) : str(value);
}

/** `type: str` where None counts as nothing. */
export function textOrNothing(value: Value): string {
  return value === null ? '' : str(value);
}

/** `type: int`: an int or text of one; None stays. Throws kind `value`. */
export function intOption(value: Value, name: string): bigint | null {
  if (value === null) return null;
  const n = typeof value === 'string' ? intOfText(value) : asInt(value);
  return n === undefined ? fail('value', `the option ${name} is no integer: ${str(value)}`) : BigInt(n);
}

/** `type: list, elements: str`: a list, or text with commas. Throws kind `value`. */
export function textsOption(value: Value, name: string): readonly string[] {
  if (Array.isArray(value)) return value.map(textOrNothing);
  if (value instanceof Tuple) return value.items.map(textOrNothing);
  if (typeof value === 'string') return value.split(',');
  const isNumber = value instanceof Float || asInt(value) !== undefined;
  return isNumber ? [str(value)] : fail('value', `the option ${name} is a ${typeName(value)}, a list was expected`);
}
