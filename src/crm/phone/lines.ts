/** SIP accounts: what confd calls lines. */
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { lineCallerId } from './caller-id.ts';
import { type Body, checkFields, type Fields } from './check-fields.ts';
import { refuseUnknownContext } from './contexts.ts';
import { type RawQuery, readListQuery } from './list-query.ts';
import type { PhoneList } from './list-rows.ts';
import { drawSipWord, newProvisioningCode, newSipWord } from './new-words.ts';
import { inputError, notFound, resourceError, wrongType } from './refusal.ts';

/** As `/lines_sip` shows it. */
export interface SipLine {
  readonly id: number;
  readonly context: string;
  readonly device_slot: number;
  readonly username: string;
  readonly secret: string;
  readonly provisioning_extension: string;
  /** Null until somebody has the line. */
  readonly callerid: string | null;
}

/** As `/lines` shows it. */
export interface PhoneLine {
  readonly id: number;
  readonly context: string;
  /** The SIP username. */
  readonly name: string;
  readonly protocol: 'sip';
  readonly device_slot: number;
  readonly device_id: string | null;
  readonly provisioning_extension: string;
}

const lineFields: Fields = {
  required: ['context', 'device_slot'],
  fields: {
    id: { type: 'whole' },
    context: { type: 'text' },
    device_slot: { type: 'whole', check: refuseNoSlot },
    username: { type: 'text', longest: 128 },
    secret: { type: 'text', longest: 80 },
    provisioning_extension: { type: 'text' },
    callerid: { type: 'text', longest: 160 },
  },
};

/** More lines has no phone. */
const MOST_SLOTS = 1000;

function refuseNoSlot(value: unknown, field: string): void {
  const slot = Number(value);
  if (slot > MOST_SLOTS) throw inputError(`field '${field}': must be at most ${MOST_SLOTS}`);
  if (slot < 1) throw wrongType(field, 'a positive numeric', { [field]: slot });
}

/** Search and pages are looked at and not followed, as confd does. Throws E_INPUT. */
export async function listSipLines(db: Database, query: RawQuery): Promise<PhoneList<SipLine>> {
  const rows = await inOrder(lineRows(db), query).execute();
  return { items: rows.map(row => sipLine(db, row)), total: rows.length };
}

/** The same. */
export async function listLines(db: Database, query: RawQuery): Promise<PhoneList<PhoneLine>> {
  const rows = await inOrder(lineRows(db), query).execute();
  return { items: rows.map(phoneLine), total: rows.length };
}

/** Throws E_NOT_FOUND. */
export async function getSipLine(db: Database, id: number): Promise<SipLine> {
  return sipLine(db, await lineRow(db, id));
}

/** Throws E_NOT_FOUND. */
export async function getLine(db: Database, id: number): Promise<PhoneLine> {
  return phoneLine(await lineRow(db, id));
}

/** Username, secret and code that are not given are drawn. Throws E_INPUT, E_CONFLICT. */
export function createSipLine(db: Database, body: Body): Promise<SipLine> {
  checkFields(body, lineFields, true);
  const { context, device_slot, username, secret } = body as Partial<SipLine>;
  return withTransaction(db, async tx => {
    await refuseUnknownContext(tx, context ?? '', { name: context ?? '' });
    if (username) await refuseTaken(tx, username);
    const row = {
      context: context ?? '',
      device_slot: Number(device_slot),
      username: username || (await newSipWord(tx)),
      secret: sealerOf(tx).seal(secret || drawSipWord()),
      provisioning_extension: await newProvisioningCode(tx),
    };
    const { pbx_line_id } = await tx
      .insertInto('pbx_line')
      .values(row)
      .returning('pbx_line_id')
      .executeTakeFirstOrThrow();
    return getSipLine(tx, pbx_line_id);
  });
}

/** Changes the fields that are given; code and caller id are the server's. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateSipLine(db: Database, id: number, body: Body): Promise<void> {
  return withTransaction(db, async tx => {
    await lineRow(tx, id);
    checkFields(body, lineFields, false);
    const { context, device_slot, username, secret } = body as Partial<SipLine>;
    if (context) await refuseUnknownContext(tx, context, { name: context });
    if (username) await refuseTaken(tx, username, id);
    const changes = {
      pbx_line_id: id,
      ...(context ? { context } : {}),
      ...(device_slot ? { device_slot } : {}),
      ...(username ? { username } : {}),
      ...(secret ? { secret: sealerOf(tx).seal(secret) } : {}),
    };
    await tx.updateTable('pbx_line').set(changes).where('pbx_line_id', '=', id).execute();
  });
}

/** Throws E_NOT_FOUND, and E_CONFLICT for a line with a user or an extension. */
export function deleteSipLine(db: Database, id: number): Promise<void> {
  return withTransaction(db, async tx => {
    await lineRow(tx, id);
    const user = tx.selectFrom('pbx_user_line').select('pbx_line_id').where('pbx_line_id', '=', id);
    const number = tx.selectFrom('pbx_line_extension').select('pbx_line_id').where('pbx_line_id', '=', id);
    if ((await user.unionAll(number).execute()).length > 0) {
      throw resourceError('Line is associated with a Resource', { line_id: id });
    }
    await tx.deleteFrom('pbx_line').where('pbx_line_id', '=', id).execute();
  });
}

/** A line with its main user's caller id and its internal number. Throws E_NOT_FOUND. */
export async function lineRow(db: Database, id: number): Promise<LineRow> {
  const row = await lineRows(db).where('line.pbx_line_id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('Line', { id });
  return row;
}

interface LineRow {
  readonly pbx_line_id: number;
  readonly context: string;
  readonly device_slot: number;
  readonly username: string;
  readonly secret: string;
  readonly provisioning_extension: string;
  readonly pbx_device_id: string | null;
  readonly caller_id: string | null;
  readonly exten: string | null;
}

function lineRows(db: Database) {
  return db
    .selectFrom('pbx_line as line')
    .leftJoin('pbx_user_line as owner', join =>
      join.onRef('owner.pbx_line_id', '=', 'line.pbx_line_id').on('owner.main_user', '=', 1),
    )
    .leftJoin('pbx_user as user', 'user.pbx_user_id', 'owner.pbx_user_id')
    .leftJoin('pbx_line_extension as dialled', join =>
      join.onRef('dialled.pbx_line_id', '=', 'line.pbx_line_id').on('dialled.kind', '=', 'internal'),
    )
    .leftJoin('pbx_extension as extension', 'extension.pbx_extension_id', 'dialled.pbx_extension_id')
    .select([
      'line.pbx_line_id',
      'line.context',
      'line.device_slot',
      'line.username',
      'line.secret',
      'line.provisioning_extension',
      'line.pbx_device_id',
      'user.caller_id',
      'extension.exten',
    ]);
}

function inOrder(rows: ReturnType<typeof lineRows>, query: RawQuery) {
  const { order, direction } = readListQuery(query, { orders: ['name', 'context'] });
  return rows.orderBy(order === 'name' ? 'line.username' : 'line.context', direction).orderBy('line.pbx_line_id');
}

function sipLine(db: Database, row: LineRow): SipLine {
  return {
    id: row.pbx_line_id,
    context: row.context,
    device_slot: row.device_slot,
    username: row.username,
    secret: sealerOf(db).open(row.secret),
    provisioning_extension: row.provisioning_extension,
    callerid: lineCallerId(row.caller_id, row.exten),
  };
}

function phoneLine(row: LineRow): PhoneLine {
  return {
    id: row.pbx_line_id,
    context: row.context,
    name: row.username,
    protocol: 'sip',
    device_slot: row.device_slot,
    device_id: row.pbx_device_id,
    provisioning_extension: row.provisioning_extension,
  };
}

async function refuseTaken(tx: DatabaseTransaction, username: string, own = 0): Promise<void> {
  const taken = tx.selectFrom('pbx_line').select('pbx_line_id').where('username', '=', username);
  const row = await taken.where('pbx_line_id', '!=', own).executeTakeFirst();
  if (row !== undefined) throw resourceError('Line already exists', { username });
}
