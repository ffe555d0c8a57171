import { OmnicrmError } from '../../errors.ts';

/** The id a user typed. Throws E_USAGE when it is no whole number. */
export function idOf(what: string, text: string): number {
  if (isId(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `'${text}' is no id of a ${what}: it must be a whole number`);
}

/** An id as a number; any other text, too long to be an id included, is a name. */
export function idOrName(text: string): number | string {
  return isId(text) ? Number(text) : text;
}

function isId(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}
