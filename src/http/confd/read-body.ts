import type { Body } from '../../crm/phone/check-fields.ts';
import { inputError } from '../../crm/phone/refusal.ts';
import { Float, parseJson, str, toJs, type Value } from '../../template/index.ts';

/** The JSON object of a request, from its bytes. A number with a point stays a `Float`: it is no integer. Throws E_INPUT. */
export function readBody(bytes: unknown): Body {
  const value = parse(bytes instanceof Uint8Array ? bytes : new Uint8Array());
  if (!(value instanceof Map)) throw inputError('body: wrong type. Should be a dict-like structure');
  const entries = [...value].map(([name, member]): [string, unknown] => [
    str(name),
    member instanceof Float ? member : toJs(member),
  ]);
  return Object.fromEntries(entries);
}

/** Bytes that are no UTF-8 are refused, not replaced. */
function parse(bytes: Uint8Array): Value {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw inputError('No JSON object could be decoded');
  }
}
