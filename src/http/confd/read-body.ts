import type { Body } from '../../crm/phone/check-fields.ts';
import { inputError } from '../../crm/phone/refusal.ts';
import { Float, parseJson, str, toJs, type Value } from '../../template/index.ts';

/** The JSON object of a request. A number with a point stays a `Float`: it is no integer. Throws E_INPUT. */
export function readBody(text: unknown): Body {
  const value = parse(typeof text === 'string' ? text : '');
  if (!(value instanceof Map)) throw inputError('body: wrong type. Should be a dict-like structure');
  const entries = [...value].map(([name, member]): [string, unknown] => [
    str(name),
    member instanceof Float ? member : toJs(member),
  ]);
  return Object.fromEntries(entries);
}

function parse(text: string): Value {
  try {
    return parseJson(text);
  } catch {
    throw inputError('No JSON object could be decoded');
  }
}
