import { OmnicrmError } from '../../errors.ts';
import type { Thing } from '../../crm/things/thing.ts';
import type { ListQuery } from '../../crm/types.ts';

/**
 * A list query that finds only rows of one customer, whatever it asked for; unchanged for callers who see all. Throws
 * E_NOT_ALLOWED for one that sorts or filters by a hidden column: what is not shown could be guessed by it.
 */
export function limitTo(
  query: ListQuery,
  thing: Thing,
  customerId: number | undefined,
  hidden: readonly string[] = [],
): ListQuery {
  const column = hidden.find(name => name === query.sort || name in parseFilters(query.filters));
  if (column !== undefined) throw new OmnicrmError('E_NOT_ALLOWED', `${column}: only staff may look for that`);
  if (customerId === undefined || !('customer_id' in thing.fields || thing.key === 'customer_id')) return query;
  return { ...query, filters: { ...parseFilters(query.filters), customer_id: [customerId] } };
}

function parseFilters(filters: ListQuery['filters']): object {
  if (typeof filters !== 'string' || filters === '') return typeof filters === 'object' ? filters : {};
  try {
    const value: unknown = JSON.parse(filters);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new OmnicrmError('E_INPUT', 'filters: not JSON', { cause });
  }
  throw new OmnicrmError('E_INPUT', 'filters: a JSON object is wanted');
}
