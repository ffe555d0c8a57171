/** Phones: what confd calls devices. */
import { randomUUID } from 'node:crypto';
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import type { PbxDeviceTable } from '../../store/tables/phone.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { type Body, checkFields } from './check-fields.ts';
import { deviceFields } from './device-fields.ts';
import { folded, type RawQuery, readListQuery } from './list-query.ts';
import { eachOf, type ListedTable, listRows, type PhoneList } from './list-rows.ts';
import { notFound, resourceError } from './refusal.ts';

const texts = ['ip', 'mac', 'sn', 'plugin', 'vendor', 'model', 'version', 'description', 'template_id'] as const;
type Texts = Readonly<Record<(typeof texts)[number], string | null>>;

export interface Device extends Texts {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>> | null;
  readonly status: 'not_configured' | 'autoprov' | 'configured';
}

type DeviceRow = Omit<PbxDeviceTable, 'status'> & { readonly status: string };

const ordered = ['ip', 'mac', 'sn', 'plugin', 'vendor', 'model', 'version', 'description', 'options'] as const;

const listed: ListedTable = {
  table: 'pbx_device',
  key: 'pbx_device_id',
  searched: ['searched'],
  orders: { ...Object.fromEntries(ordered.map(name => [name, [name]])), id: ['pbx_device_id'] },
};

/** Throws E_INPUT. */
export async function listDevices(db: Database, query: RawQuery): Promise<PhoneList<Device>> {
  const checked = readListQuery(query, { orders: Object.keys(listed.orders), zeroIsAll: true });
  const { items, total } = await listRows(db, listed, checked);
  const rows = items as unknown as readonly DeviceRow[];
  const lines = db.selectFrom('pbx_line').select('pbx_device_id').where('pbx_device_id', 'is not', null);
  const used = await eachOf(
    rows,
    row => row.pbx_device_id,
    some => lines.where('pbx_device_id', 'in', some).execute(),
  );
  const configured = new Set(used.map(row => row.pbx_device_id));
  return { items: rows.map(row => shown(row, configured.has(row.pbx_device_id))), total };
}

/** Throws E_NOT_FOUND. */
export async function getDevice(db: Database, id: string): Promise<Device> {
  return shown(await deviceRow(db, id), (await linesOf(db, id)).length > 0);
}

/** Throws E_INPUT, E_CONFLICT. */
export function createDevice(db: Database, body: Body): Promise<Device> {
  checkFields(body, deviceFields, true);
  return withTransaction(db, async tx => {
    const pbx_device_id = randomUUID().replaceAll('-', '');
    const row = columnsOf(body, blank);
    await refuseTakenMac(tx, row.mac);
    await tx
      .insertInto('pbx_device')
      .values({ pbx_device_id, ...row, searched: searchedOf(pbx_device_id, row) })
      .execute();
    return getDevice(tx, pbx_device_id);
  });
}

/** Changes the fields that are given. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateDevice(db: Database, id: string, body: Body): Promise<void> {
  return withTransaction(db, async tx => {
    const before = await deviceRow(tx, id);
    checkFields(body, deviceFields, false);
    const row = columnsOf(body, before);
    await refuseTakenMac(tx, row.mac, id);
    const changes = { ...row, searched: searchedOf(id, row) };
    await tx.updateTable('pbx_device').set(changes).where('pbx_device_id', '=', id).execute();
  });
}

/** Throws E_NOT_FOUND, and E_CONFLICT for one with a line. */
export function deleteDevice(db: Database, id: string): Promise<void> {
  return withTransaction(db, async tx => {
    await deviceRow(tx, id);
    const line_ids = await linesOf(tx, id);
    if (line_ids.length > 0) throw resourceError('Device is associated with a Line', { line_ids, device_id: id });
    await tx.deleteFrom('pbx_device').where('pbx_device_id', '=', id).execute();
  });
}

/** Takes it off its line; the next code that is dialled on it gives it another. Throws E_NOT_FOUND. */
export function resetToAutoprov(db: Database, id: string): Promise<void> {
  return withTransaction(db, async tx => {
    await deviceRow(tx, id);
    await tx.updateTable('pbx_line').set({ pbx_device_id: null }).where('pbx_device_id', '=', id).execute();
    await tx.updateTable('pbx_device').set({ status: 'autoprov' }).where('pbx_device_id', '=', id).execute();
  });
}

/** Throws E_NOT_FOUND. */
export async function deviceRow(db: Database, id: string): Promise<DeviceRow> {
  const row = await db.selectFrom('pbx_device').selectAll().where('pbx_device_id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('Device', { id });
  return row;
}

type Columns = Texts & { readonly options: string | null };

const blank: Columns = {
  ...(Object.fromEntries(texts.map(name => [name, null])) as Record<(typeof texts)[number], null>),
  options: null,
};

function columnsOf(body: Body, before: Columns): Columns {
  const given = Object.fromEntries(
    texts.map(name => [name, name in body ? (body[name] ?? null) : before[name]]),
  ) as Texts;
  const { options } = body;
  const kept = options === undefined || options === null ? null : JSON.stringify(options, asNumber);
  return { ...given, mac: given.mac?.toLowerCase() ?? null, options: 'options' in body ? kept : before.options };
}

function searchedOf(id: string, row: Columns): string {
  return folded([id, ...ordered.map(name => row[name] ?? '')].join('\u0001'));
}

async function refuseTakenMac(tx: DatabaseTransaction, mac: string | null, own = ''): Promise<void> {
  if (mac === null) return;
  const same = tx.selectFrom('pbx_device').select('pbx_device_id').where('mac', '=', mac);
  const other = await same.where('pbx_device_id', '!=', own).executeTakeFirst();
  if (other !== undefined) throw resourceError('Device already exists', { mac });
}

async function linesOf(db: Database, id: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('pbx_line').select('pbx_line_id').where('pbx_device_id', '=', id).execute();
  return rows.map(row => row.pbx_line_id);
}

function shown(
  { pbx_device_id: id, searched: _searched, options, status, ...row }: DeviceRow,
  isUsed: boolean,
): Device {
  const state = isUsed ? 'configured' : status === 'autoprov' ? 'autoprov' : 'not_configured';
  return { id, ...row, options: options === null ? null : (JSON.parse(options) as Device['options']), status: state };
}

/** JSON has one kind of number. */
function asNumber(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
