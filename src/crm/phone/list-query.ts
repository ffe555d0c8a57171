/** Which part of a list is asked for: search, order and page. */
import { inputError } from './refusal.ts';

export type RawQuery = Readonly<Record<string, string>>;

export interface PhoneQuery {
  /** In lower case; empty for all. */
  readonly search: string;
  readonly order: string;
  readonly direction: 'asc' | 'desc';
  readonly limit: number | undefined;
  readonly skip: number;
}

export interface ListWords {
  /** Columns that a list may be ordered by, the usual one first. */
  readonly orders: readonly string[];
  /** A limit of 0 is no limit. */
  readonly zeroIsAll?: boolean;
}

/** SQLite counts no further. */
const MOST = Number.MAX_SAFE_INTEGER;

/** `offset` is the later name of `skip`. An empty value is none. Throws E_INPUT in confd's words. */
export function readListQuery(query: RawQuery, { orders, zeroIsAll = false }: ListWords): PhoneQuery {
  const limit = readCount('limit', query['limit'], zeroIsAll ? 0 : 1);
  const skip = readCount('skip', query['skip'], 0) ?? readCount('offset', query['offset'], 0) ?? 0;
  const order = query['order'] || (orders[0] ?? '');
  if (!orders.includes(order)) throw inputError(`order: column '${order}' was not found`);
  const direction = query['direction'] || 'asc';
  if (direction !== 'asc' && direction !== 'desc') throw inputError("direction: must be 'asc' or 'desc'");
  return { search: folded(query['search'] ?? ''), order, direction, limit: limit || undefined, skip };
}

/** As searches compare: case does not count, accents do. */
export function folded(text: string): string {
  return text.toLowerCase();
}

function readCount(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined || text === '') return undefined;
  const count = /^[0-9]+$/.test(text) ? Math.min(Number(text), MOST) : -1;
  if (count < least) throw inputError(`field '${name}': wrong type. Should be a positive number`);
  return count;
}
