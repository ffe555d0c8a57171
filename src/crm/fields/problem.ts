import { OmnicrmError } from '../../errors.ts';

/** What is wrong with one value, to be told after the name of its field. */
export function problem(message: string): OmnicrmError {
  return new OmnicrmError('E_INPUT', message);
}

/** The words of a problem with one value; anything but bad input is thrown again. */
export function problemText(error: unknown): string {
  if (error instanceof OmnicrmError && error.code === 'E_INPUT') {
    return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
  }
  throw error;
}

/** A value as messages show it, shortened. */
export function describe(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (jsonText(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The value as JSON, undefined where JSON has no form for it. Throws E_INPUT for one nested deeper than the stack goes. */
export function jsonText(value: unknown, replacer?: (name: string, member: unknown) => unknown): string | undefined {
  try {
    return JSON.stringify(value, replacer);
  } catch (error) {
    if (error instanceof RangeError) throw problem('nested too deep');
    throw error;
  }
}
