import { textOf } from '../arguments/require.ts';
import { strip } from '../values/methods/str-strip.ts';
import { Float, type Value } from '../values/types.ts';

const trueTexts: ReadonlySet<string> = new Set(['y', 'yes', 'on', '1', 'true', 't']);
const falseTexts: ReadonlySet<string> = new Set(['n', 'no', 'off', '0', 'false', 'f']);

/** The bool that a text such as `yes` or a 0 or 1 stands for (Ansible's convert_bool), or undefined for anything else. */
export function toBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value);
  if (text !== undefined) return ofText(strip(text.toLowerCase(), null, true, true));
  const n = value instanceof Float ? value.value : value;
  return n === 1 ? true : n === 0 ? false : undefined;
}

function ofText(text: string): boolean | undefined {
  if (trueTexts.has(text)) return true;
  return falseTexts.has(text) ? false : undefined;
}
