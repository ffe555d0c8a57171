/** Lists in Stripe's manner: the newest first, in pages. */
import type { JsonObject } from '../simulator.ts';
import { invalidParameter, noSuch } from './errors.ts';
import { textField } from './fields.ts';

const DEFAULT_LIMIT = 10;
const MAXIMUM_LIMIT = 100;

/**
 * A page of things kept oldest first: `limit` of them after (older than) the one named by `starting_after`, of those whose
 * members equal the given filters. A wrong limit or an unknown id is a 400.
 */
export function listPage<T extends { readonly id: string }>(
  things: readonly T[],
  fields: JsonObject,
  filters: readonly (keyof T & string)[],
): object {
  const wanted = filters.filter(name => textField(fields, name) !== null);
  const matching = things.filter(thing => wanted.every(name => thing[name] === textField(fields, name))).toReversed();
  const start = startOf(matching, textField(fields, 'starting_after'));
  const data = matching.slice(start, start + limitOf(fields));
  return { object: 'list', data, has_more: start + data.length < matching.length };
}

function limitOf(fields: JsonObject): number {
  const text = textField(fields, 'limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAXIMUM_LIMIT) return limit;
  throw invalidParameter('limit', `This value must be between 1 and ${MAXIMUM_LIMIT}.`, 'parameter_invalid_integer');
}

function startOf(things: readonly { readonly id: string }[], after: string | null): number {
  if (after === null) return 0;
  const index = things.findIndex(thing => thing.id === after);
  if (index < 0) throw noSuch('object', after, 'starting_after', 400);
  return index + 1;
}
