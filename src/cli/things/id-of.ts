import { OmnicrmError } from '../../errors.ts';

/** The id a user typed. Throws E_USAGE when it is no whole number. */
export function idOf(what: string, text: string): number {
  if (/^[1-9]\d{0,15}$/.test(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `'${text}' is no id of a ${what}: it must be a whole number`);
}
