/** The paths of an HSS node (PyHSS, and the operator's PUT by IMSI), and the rows they write. */
import type { Row } from './types.ts';
import { asId, asRow, type CallReader, type Identity, type PlainCall, type Shown, type Written } from './written.ts';

/** The column by which a row is known on every node; ids differ from node to node. */
export const hssKeys: Readonly<Record<string, string>> = { subscriber: 'imsi', auc: 'imsi', ims_subscriber: 'imsi' };

type Method = (call: PlainCall, table: string, id: string | undefined) => readonly Written[];

const methods: Readonly<Record<string, Method>> = {
  PUT: (call, table, id) => (id === undefined ? [created(call, table)] : putByImsi(id)),
  PATCH: (_call, table, id) => [{ kind: table, by: 'id', id, effect: 'changed' }],
  DELETE: (_call, table, id) => [{ kind: table, by: 'id', id, effect: 'removed' }],
};

export const hssCalls: CallReader = {
  writes: call => {
    const [table = '', id] = call.path;
    const isRefused = call.status !== undefined && [400, 401, 404, 405].includes(call.status);
    return isRefused ? [] : (methods[call.method]?.(call, table, id === '' ? undefined : id) ?? []);
  },
  shows: call => {
    const [table = '', ...rest] = call.path;
    const row = call.status === 200 ? asRow(call.reply) : undefined;
    if (row !== undefined) return shownRow(table, row);
    const by = rest.length === 2 ? /imsi$|iccid$|msisdn$/.exec(rest[0] ?? '')?.[0] : undefined;
    const isNull = call.reply === null && (call.status === 200 || call.status === 400);
    const isAbsent = call.method === 'GET' && isNull && by !== undefined && by === hssKeys[table];
    return isAbsent ? [{ kind: table, by, id: rest[1], row: null }] : [];
  },
};

/** Without its IMSI (an APN) only the reply tells which row it is. */
function created({ body, reply }: PlainCall, table: string): Written {
  const key = hssKeys[table];
  const id = key === undefined ? undefined : asId(asRow(body)?.[key]);
  const answered = asId(asRow(reply)?.[`${table}_id`]);
  if (key !== undefined && id !== undefined) return { kind: table, by: key, id, effect: 'created' };
  return { kind: table, by: 'id', id: answered, effect: 'created' };
}

/** One call makes the keys and the subscriber. */
function putByImsi(imsi: string): Written[] {
  return ['subscriber', 'auc'].map(kind => ({ kind, by: 'imsi', id: imsi, effect: 'created' }));
}

function shownRow(table: string, row: Row): Shown[] {
  const key = hssKeys[table];
  const byId: Identity = { kind: table, by: 'id', id: asId(row[`${table}_id`]) };
  const value = key === undefined ? undefined : asId(row[key]);
  if (byId.id === undefined) return [];
  if (key === undefined || value === undefined) return [{ ...byId, row }];
  return [{ kind: table, by: key, id: value, row, also: [byId] }];
}
