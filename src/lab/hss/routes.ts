import { jsonReply, type LabReply, type LabRequest } from '../simulator.ts';
import { upsertByImsi } from './omni.ts';
import { deleted, nothing, wrongMethod } from './replies.ts';
import { deleteRow, findRow, insertRow, updateRow, type RowContext } from './rows.ts';
import { isTableName, tables, type HssRow, type Table } from './tables.ts';

type Mode = 'pyhss' | 'omni' | 'both';
type Methods = Readonly<Record<string, () => LabReply>>;

/** The reply to a call, or undefined where no such path exists. */
export function routeHss(
  context: RowContext,
  mode: Mode,
  request: LabRequest,
  body: () => HssRow,
): LabReply | undefined {
  const [thing = '', second, third, ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  if (rest.length > 0) return undefined;
  if (thing === 'oam' && second === 'ping') return perform({ GET: () => jsonReply(200, { result: 'OK' }) }, request);
  if (!isTableName(thing)) return undefined;
  const methods = methodsOf({ context, mode, request, body, table: tables[thing] }, second, third);
  return methods && perform(methods, request);
}

interface Call {
  readonly context: RowContext;
  readonly mode: Mode;
  readonly request: LabRequest;
  readonly body: () => HssRow;
  readonly table: Table;
}

function methodsOf(call: Call, second: string | undefined, third: string | undefined): Methods | undefined {
  if (second === undefined) return redirect(call.request);
  if (third !== undefined) return lookup(call, second, third);
  if (second === '') return collection(call);
  if (second === 'list') return { GET: () => list(call) };
  return single(call, second);
}

/** `/subscriber` is sent on to `/subscriber/`, as Flask does. */
function redirect(request: LabRequest): Methods {
  const reply = { status: 308, headers: { location: `${request.path}/`, 'content-type': 'text/html' }, body: '' };
  return { [request.method]: () => reply };
}

function collection({ context, mode, table, body }: Call): Methods {
  if (mode === 'omni') return {};
  return { PUT: () => jsonReply(200, insertRow(context, table, body())) };
}

function list({ context, table, request }: Call): LabReply {
  const page = Number(request.query.get('page') ?? 0);
  const size = Number(request.query.get('page_size') ?? 200);
  const rows = context.state[table.name].slice(page * size, (page + 1) * size);
  return jsonReply(
    200,
    rows.map(row => shown(table, row)),
  );
}

function lookup({ context, table }: Call, by: string, value: string): Methods | undefined {
  const column = table.lookups[by];
  if (column === undefined) return undefined;
  const row = findRow(context.state, table, column, value);
  const extra = table.name === 'subscriber' ? { attributes: [] } : {};
  return { GET: () => (row ? jsonReply(200, { ...shown(table, row), ...extra }) : nothing(table.lookupMiss)) };
}

function single(call: Call, key: string): Methods {
  const { context, table, body } = call;
  const row = rowOf(call, key);
  const withRow = (act: (found: HssRow) => LabReply) => (): LabReply => (row ? act(row) : nothing());
  return {
    GET: withRow(found => jsonReply(200, shown(table, found))),
    PATCH: () => {
      const fields = body();
      return row ? jsonReply(200, updateRow(context, table, row, fields)) : nothing();
    },
    DELETE: withRow(found => {
      deleteRow(context, table, found);
      return deleted;
    }),
    ...(table.name === 'subscriber' && call.mode !== 'pyhss'
      ? { PUT: () => jsonReply(200, upsertByImsi(context, key, body())) }
      : {}),
  };
}

/** By numeric id; the operator's own shape takes an IMSI, too. In PyHSS an IMSI is just an id that nobody has. */
function rowOf({ context, mode, table }: Call, key: string): HssRow | undefined {
  const byId = findRow(context.state, table, table.id, key);
  if (byId || mode === 'pyhss' || table.name !== 'subscriber') return byId;
  return findRow(context.state, table, 'imsi', key);
}

function shown(table: Table, row: HssRow): HssRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !table.hidden.includes(name)));
}

function perform(methods: Methods, request: LabRequest): LabReply {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  return methods[method]?.() ?? wrongMethod(Object.keys(methods));
}
