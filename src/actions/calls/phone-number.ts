/** Phone numbers as people write them, and the one form that is compared. */

const COUNTRY = '380';

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** A number with its country (12 digits) of any of its usual forms: `501112233`, `0501112233`, `+380 50 111-22-33`. Undefined for other lengths. */
export function fullNumber(text: string): string | undefined {
  const digits = digitsOf(text);
  const missing = COUNTRY.length + 9 - digits.length;
  return missing < 0 || missing > COUNTRY.length ? undefined : COUNTRY.slice(0, missing) + digits;
}

/** The last nine digits: the column that numbers are looked up by. */
export function numberEnd(text: string): string {
  return digitsOf(text).slice(-9);
}
