import { OmnicrmError } from '../../errors.ts';
import type { Thing } from './thing.ts';

/** An id as a number; text of digits counts. Throws E_INPUT for anything else. */
export function readId(thing: Pick<Thing, 'label'>, id: unknown): number {
  const number = typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : id;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new OmnicrmError('E_INPUT', `not the id of a ${thing.label}: ${JSON.stringify(id)}`);
}

/** The error for an id that names nothing. */
export function notFound(thing: Pick<Thing, 'label'>, id: unknown): OmnicrmError {
  return new OmnicrmError('E_NOT_FOUND', `there is no ${thing.label} ${String(id)}`);
}
