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
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
