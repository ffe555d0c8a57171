/** What the phone system says of an object. */
import { askPbx } from '../audit/ask/ask-pbx.ts';
import type { BackendContext } from '../audit/ask/backend-context.ts';
import { type Answer, type Ask, gone, notOurs } from './answer.ts';
import type { BackendObject, Row } from './types.ts';
import { asId, asRow } from './written.ts';

/** Objects by id, or by their key in a list; what ties two by the list of the first. */
export const askConfd: Ask<BackendContext> = async (context, object, id): Promise<Answer> => {
  const { base, kind, by } = object;
  if (base !== context.config.pbx.baseUrl?.replace(/\/$/, '')) return notOurs;
  const isList = by !== 'id' || kind.includes('/');
  const { status, json } = await askPbx(context, isList ? listPath(object, id) : `/${kind}/${encodeURIComponent(id)}`);
  if (status === 404) return gone;
  const row = asRow(json);
  if (status !== 200 || row === undefined) return { unknown: `the phone system answered ${status}` };
  return isList ? { row: pick(object, id, row['items']) } : { row };
};

function listPath({ kind, by }: BackendObject, id: string): string {
  if (by !== 'id') return `/${kind}?search=${encodeURIComponent(id)}`;
  const [rel, part] = kind.split('/');
  // A line says which phone it has.
  return part === 'devices' ? `/lines?of=${id}` : `/${rel}/${id}/${part}`;
}

function pick({ by, details }: BackendObject, id: string, items: unknown): Row | null {
  const wanted: Row = by === 'id' ? details : { ...details, [by]: id };
  const rows: readonly unknown[] = Array.isArray(items) ? items : [];
  const found = rows.map(asRow).find(row => row !== undefined && holds(row, wanted));
  return found ?? null;
}

function holds(row: Row, wanted: Row): boolean {
  return Object.entries(wanted).every(([name, value]) => value === undefined || asId(row[name]) === asId(value));
}
