import { OmnicrmError } from '../../../errors.ts';
import type { BackendContext } from './backend-context.ts';
import { requestJson } from './request-json.ts';

const PAGE_SIZE = 200;

export type HssTable = 'subscriber' | 'auc' | 'ims_subscriber' | 'apn';
type HssRow = Readonly<Record<string, unknown>>;

/**
 * All rows of a table of one HSS node. PyHSS counts its pages from 0 and answers bare arrays; how many rows it puts on one
 * is its own matter, so the end is a page that brings nothing new. Throws E_BACKEND_DOWN.
 */
export async function* listHss(
  context: Pick<BackendContext, 'dispatcherFor'>,
  node: string,
  table: HssTable,
): AsyncGenerator<HssRow> {
  const seen = new Set<unknown>();
  for (let page = 0; ; page++) {
    const url = `${node.replace(/\/$/, '')}/${table}/list?page=${page}&page_size=${PAGE_SIZE}`;
    const { status, json } = await requestJson(context, { method: 'GET', url });
    if (!Array.isArray(json)) throw new OmnicrmError('E_BACKEND_DOWN', `status ${status} without a list of ${table}`);
    const fresh = (json as HssRow[]).filter(row => !seen.has(row[`${table}_id`]));
    if (fresh.length === 0) return;
    for (const row of fresh) seen.add(row[`${table}_id`]);
    yield* fresh;
  }
}
