/** Which numbers reach a line: one internal extension, any number of incalls. */
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { type Body, checkFields, type Fields } from './check-fields.ts';
import { contextType } from './contexts.ts';
import { lineRow } from './lines.ts';
import { inputError, notFound, resourceError } from './refusal.ts';

export interface LineExtension {
  readonly line_id: number;
  readonly extension_id: number;
}

const fields: Fields = {
  required: ['extension_id'],
  fields: { extension_id: { type: 'whole' }, line_id: { type: 'whole' } },
};

type Kind = 'internal' | 'incall';

/** `kind` leaves the internal one. Throws E_NOT_FOUND. */
export async function listLineExtensions(db: Database, line: number, kind?: Kind): Promise<readonly LineExtension[]> {
  await lineRow(db, line);
  const rows = db.selectFrom('pbx_line_extension').selectAll().where('pbx_line_id', '=', line);
  const wanted = kind === undefined ? rows : rows.where('kind', '=', kind);
  return (await wanted.orderBy('pbx_line_extension_id').execute()).map(shown);
}

/** The line that a number reaches. Throws E_NOT_FOUND. */
export async function lineOfExtension(db: Database, extension: number): Promise<LineExtension> {
  const known = db.selectFrom('pbx_extension').select('pbx_extension_id').where('pbx_extension_id', '=', extension);
  if ((await known.executeTakeFirst()) === undefined) throw notFound('Extension', { id: extension });
  const row = await holderOf(db, extension);
  if (row === undefined) throw notFound('LineExtension', { extension_id: extension });
  return shown(row);
}

/** Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function associateExtension(db: Database, line_id: number, body: Body): Promise<LineExtension> {
  return withTransaction(db, async tx => {
    await lineRow(tx, line_id);
    checkFields(body, fields, true);
    const extension_id = Number(body['extension_id']);
    const context = await contextOf(tx, extension_id);
    const type = (await contextType(tx, context)) ?? '';
    const kind = type === 'internal' || type === 'incall' ? type : undefined;
    if (kind === undefined) throw resourceError(`ContextType '${type}' cannot be associated`);
    await rules[kind](tx, line_id);
    await refuseExtensionInUse(tx, extension_id);
    const row = { pbx_line_id: line_id, pbx_extension_id: extension_id, kind };
    await tx.insertInto('pbx_line_extension').values(row).execute();
    if (kind === 'internal')
      await tx.updateTable('pbx_line').set({ context }).where('pbx_line_id', '=', line_id).execute();
    return { line_id, extension_id };
  });
}

/** Throws E_NOT_FOUND for the line or extension, E_CONFLICT for two that are not associated or a line with a device. */
export function dissociateExtension(db: Database, line_id: number, extension_id: number): Promise<void> {
  return withTransaction(db, async tx => {
    const line = await lineRow(tx, line_id);
    const known = tx
      .selectFrom('pbx_extension')
      .select('pbx_extension_id')
      .where('pbx_extension_id', '=', extension_id);
    if ((await known.executeTakeFirst()) === undefined) throw notFound('Extension', { id: extension_id });
    const row = await holderOf(tx, extension_id);
    if (row?.pbx_line_id !== line_id) {
      throw resourceError('Line must be associated with a Extension', { line_id, extension_id });
    }
    if (row.kind === 'internal') refuseDevice(line_id, line.pbx_device_id);
    await tx.deleteFrom('pbx_line_extension').where('pbx_extension_id', '=', extension_id).execute();
  });
}

/** Throws E_CONFLICT when a line has this number. */
export async function refuseExtensionInUse(tx: DatabaseTransaction, extension_id: number): Promise<void> {
  const row = await holderOf(tx, extension_id);
  if (row === undefined) return;
  if (row.kind === 'incall') {
    const associated_id = String(row.pbx_line_extension_id);
    throw resourceError('Extension is associated with a incall', { associated_id, extension_id });
  }
  throw resourceError('Extension is associated with a Line', { line_id: row.pbx_line_id, extension_id });
}

/** Throws E_CONFLICT. */
export function refuseDevice(line_id: number, device_id: string | null): void {
  if (device_id !== null) throw resourceError('Line is associated with a Device', { line_id, device_id });
}

/** What each kind asks of the line. */
const rules: Readonly<Record<Kind, (tx: DatabaseTransaction, line_id: number) => Promise<void>>> = {
  internal: async (tx, line_id) => {
    const row = tx.selectFrom('pbx_line_extension').select('pbx_extension_id as extension_id');
    const has = await row.where('pbx_line_id', '=', line_id).where('kind', '=', 'internal').executeTakeFirst();
    if (has === undefined) return;
    throw resourceError('Line is associated with a Extension', { line_id, extension_id: has.extension_id });
  },
  incall: async (tx, line_id) => {
    const owner = tx.selectFrom('pbx_user_line').select('pbx_user_id').where('pbx_line_id', '=', line_id);
    if ((await owner.executeTakeFirst()) === undefined) {
      throw resourceError('Line must be associated with a User', { line_id });
    }
  },
};

async function contextOf(tx: DatabaseTransaction, extension: number): Promise<string> {
  const row = tx.selectFrom('pbx_extension').select('context').where('pbx_extension_id', '=', extension);
  const found = await row.executeTakeFirst();
  if (found === undefined) throw inputError("field 'extension_id': Extension was not found");
  return found.context;
}

function holderOf(db: Database, extension: number) {
  return db.selectFrom('pbx_line_extension').selectAll().where('pbx_extension_id', '=', extension).executeTakeFirst();
}

function shown(row: { readonly pbx_line_id: number; readonly pbx_extension_id: number }): LineExtension {
  return { line_id: row.pbx_line_id, extension_id: row.pbx_extension_id };
}
