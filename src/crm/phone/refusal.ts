/** What the phone system refuses, in confd's words; the API puts `Input Error - ` and its like before them by the error's code. */
import { OmnicrmError } from '../../errors.ts';
import { pythonDict, type PythonData } from './python-data.ts';

/** The body or a query parameter is wrong. */
export function inputError(text: string, data?: PythonData): OmnicrmError {
  return new OmnicrmError('E_INPUT', withData(text, data));
}

/** It conflicts with what exists, or with the rules of association. */
export function resourceError(text: string, data?: PythonData): OmnicrmError {
  return new OmnicrmError('E_CONFLICT', withData(text, data));
}

/** What the URL names is not there. */
export function notFound(what: string, data: PythonData): OmnicrmError {
  return new OmnicrmError('E_NOT_FOUND', withData(`${what} was not found`, data));
}

export function missing(fields: readonly string[]): OmnicrmError {
  return inputError(`missing parameters: ${fields.join(', ')}`);
}

/** `wanted` with its article: confd says `a` before vowels too, but for integers. */
export function wrongType(field: string, wanted: string, data?: PythonData): OmnicrmError {
  return inputError(`field '${field}': wrong type. Should be ${wanted}`, data);
}

function withData(text: string, data: PythonData | undefined): string {
  return data === undefined ? text : `${text} (${pythonDict(data)})`;
}
