/** The replies of PyHSS, awkward ones included. */

import { jsonReply, type Json, type LabReply } from '../simulator.ts';

/** A reply that ends the handling of a call. */
export class HssRefusal extends Error {
  readonly reply: LabReply;

  constructor(reply: LabReply) {
    super(reply.body);
    this.reply = reply;
  }
}

export const notFound: LabReply = jsonReply(404, { Result: 'Not Found' });
export const deleted: LabReply = jsonReply(200, { Result: 'OK' });
export const locked: LabReply = jsonReply(401, { Result: 'Unauthorized - Provisioning-Key Invalid' });

/** Absent rows are answered so, with status 200 save for the look-ups of ims_subscriber. */
export function nothing(status: 200 | 400 = 200): LabReply {
  return jsonReply(status, null);
}

export function wrongMethod(allowed: readonly string[]): LabReply {
  return jsonReply(405, { message: 'The method is not allowed for the requested URL.' }, { allow: allowed.join(', ') });
}

export function internalError(reason: string): LabReply {
  return jsonReply(500, { result: 'Failed', reason: `An internal server error occurred: ${reason}` });
}

/** A broken constraint: status 400, and the reason shows the statement with every value, keys of the SIM included. */
export function integrityError(constraint: string, statement: string, values: readonly Json[]): LabReply {
  const parameters = `(${values.map(pythonText).join(', ')}${values.length === 1 ? ',' : ''})`;
  const lines = [`(sqlite3.IntegrityError) ${constraint}`, `[SQL: ${statement}]`, `[parameters: ${parameters}]`];
  return jsonReply(400, { result: 'Failed', reason: `A database integrity error occurred: ${lines.join('\n')}` });
}

/** A value as Python shows it. */
export function pythonText(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'string') return JSON.stringify(value);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  return quote + value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`) + quote;
}
