import type { Params } from '../action.ts';
import type { Param, ParamTable } from './param.ts';

const MASK = '********';

/** What came of the texts of a request: values, or the reply that refuses them. */
export type ReadParams = { readonly values: Params } | { readonly refusal: string };

/** Converts the texts by the table: all that is missing is told first, then what is wrong, in the table's order. */
export function readParams(table: ParamTable, texts: Readonly<Record<string, string>>): ReadParams {
  const entries = Object.entries(table);
  const missing = entries.find(([name, param]) => param.missing !== undefined && !isGiven(param, texts[name]));
  if (missing?.[1].missing !== undefined) return { refusal: missing[1].missing };
  const values: Record<string, unknown> = {};
  for (const [name, param] of entries) {
    const read = param.read(isGiven(param, texts[name]) ? texts[name] : undefined);
    if (read === undefined) return { refusal: param.wrong };
    values[name] = read.value;
  }
  return { values };
}

/** The texts of known parameters as the record keeps them: secrets masked, unknown ones left out. */
export function recordedParams(
  table: ParamTable,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const known = Object.entries(texts).filter(([name]) => Object.hasOwn(table, name));
  return Object.fromEntries(known.map(([name, text]) => [name, table[name]?.secret ? MASK : text]));
}

/** Ubilling takes an empty text and the text 0 as not given, save where only presence counts. */
function isGiven(param: Param<unknown>, text: string | undefined): boolean {
  if (text === undefined) return false;
  return param.presence === 'present' || (text !== '' && text !== '0');
}
