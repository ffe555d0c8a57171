/** The paths of XiVO's confd that write, and the objects they write to. */
import { asId, asRow, type CallReader, type Identity, type PlainCall, type Shown, type Written } from './written.ts';
import type { Row } from './types.ts';

/** What an object is known by before anybody has seen its id; ids are the server's. */
export const confdKeys: Readonly<Record<string, string>> = {
  users: 'userfield',
  lines_sip: 'username',
  extensions: 'exten',
};

export const confdCalls: CallReader = {
  writes: call => {
    const isRefused = call.status !== undefined && call.status >= 400 && call.status < 500;
    const [rel = '', id, part, other] = call.path;
    if (call.method === 'GET' || isRefused) return [];
    if (part !== undefined) return tie(call, rel, id, part, other);
    if (call.method === 'POST') return [{ ...identityOf(rel, asRow(call.body) ?? {}, call), effect: 'created' }];
    return [{ kind: rel, by: 'id', id, effect: call.method === 'DELETE' ? 'removed' : 'changed' }];
  },
  shows: ({ path: [rel = '', id, part], status, reply }) => {
    if (part !== undefined || status !== 200) return [];
    const items: unknown = id === undefined ? asRow(reply)?.['items'] : [reply];
    return Array.isArray(items) ? items.flatMap(item => shown(rel, asRow(item) ?? {})) : [];
  },
};

/** What ties two objects: it goes with either of them. */
function tie(
  { method, body }: PlainCall,
  rel: string,
  id: string | undefined,
  part: string,
  other: string | undefined,
): readonly Written[] {
  const name = { lines: 'line_id', extensions: 'extension_id', devices: 'device_id' }[part];
  if (name === undefined) return [];
  const target = other ?? asId(asRow(body)?.[name]);
  const details: Row = { [name]: target };
  return [{ kind: `${rel}/${part}`, by: 'id', id, details, effect: method === 'DELETE' ? 'removed' : 'created' }];
}

/** Users without a key of their own are known by the id that was answered. */
function identityOf(rel: string, row: Row, call: PlainCall): Identity {
  const key = confdKeys[rel];
  const id = key === undefined ? undefined : asId(row[key]);
  if (key === undefined || id === undefined) return { kind: rel, by: 'id', id: asId(asRow(call.reply)?.['id']) };
  return rel === 'extensions'
    ? { kind: rel, by: key, id, details: { context: row['context'] } }
    : { kind: rel, by: key, id };
}

function shown(rel: string, row: Row): readonly Shown[] {
  const byId: Identity = { kind: rel, by: 'id', id: asId(row['id']) };
  const key = confdKeys[rel];
  const id = key === undefined ? undefined : asId(row[key]);
  if (byId.id === undefined) return [];
  if (key === undefined || id === undefined) return [{ ...byId, row }];
  const details = rel === 'extensions' ? { details: { context: row['context'] } } : {};
  return [{ kind: rel, by: key, id, ...details, row, also: [byId] }];
}
