/** What an HSS node says of a row. */
import { requestJson } from '../audit/ask/request-json.ts';
import type { BackendContext } from '../audit/ask/backend-context.ts';
import { type Answer, type Ask, gone } from './answer.ts';
import { asRow } from './written.ts';

/** PyHSS says `null` with status 200, or 400 for a voice subscriber, where there is no such row. */
export const askHssRow: Ask<BackendContext> = async (context, { base, kind, by }, id): Promise<Answer> => {
  const lookup = kind === 'ims_subscriber' && by === 'imsi' ? 'ims_subscriber_imsi' : by;
  const path = by === 'id' ? `${kind}/${encodeURIComponent(id)}` : `${kind}/${lookup}/${encodeURIComponent(id)}`;
  const { status, json } = await requestJson(context, { method: 'GET', url: `${base}/${path}` });
  if (json === null && (status === 200 || status === 400)) return gone;
  const row = asRow(json);
  return status === 200 && row !== undefined ? { row } : { unknown: `the HSS answered ${status}` };
};
