/** Numbers to dial: what confd calls extensions. */
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { type Body, checkFields, type Fields } from './check-fields.ts';
import { contextsOfType, contextType, refuseOutOfRange, refuseUnknownContext } from './contexts.ts';
import { refuseExtensionInUse } from './line-extensions.ts';
import { type RawQuery, readListQuery } from './list-query.ts';
import { type ListedTable, listRows, type PhoneList } from './list-rows.ts';
import { notFound, resourceError, wrongType } from './refusal.ts';

export interface Extension {
  readonly id: number;
  readonly exten: string;
  readonly context: string;
  /** Switched off. */
  readonly commented: boolean;
}

const extensionFields: Fields = {
  required: ['exten', 'context'],
  fields: {
    id: { type: 'whole' },
    exten: { type: 'text', longest: 40 },
    context: { type: 'text' },
    commented: { type: 'yes-no' },
  },
};

const listed: ListedTable = {
  table: 'pbx_extension',
  key: 'pbx_extension_id',
  searched: ['exten', 'context'],
  orders: { exten: ['exten'], context: ['context'] },
};

/** `type` leaves the numbers of one type of context. Throws E_INPUT. */
export async function listExtensions(db: Database, query: RawQuery): Promise<PhoneList<Extension>> {
  const checked = readListQuery(query, { orders: Object.keys(listed.orders) });
  const only = query['type'] ? { context: await contextsOfType(db, query['type']) } : {};
  const { items, total } = await listRows(db, listed, checked, only);
  return { items: items.map(row => shown(row as unknown as ExtensionRow)), total };
}

/** Throws E_NOT_FOUND. */
export async function getExtension(db: Database, id: number): Promise<Extension> {
  const row = await db.selectFrom('pbx_extension').selectAll().where('pbx_extension_id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('Extension', { id });
  return shown(row);
}

/** Throws E_INPUT, E_CONFLICT. */
export function createExtension(db: Database, body: Body): Promise<Extension> {
  checkFields(body, extensionFields, true);
  const { exten = '', context = '', commented } = body as Partial<Extension>;
  return withTransaction(db, async tx => {
    await refuseNumber(tx, exten, context);
    const row = { exten, context, commented: commented === true ? 1 : 0 };
    const { pbx_extension_id } = await tx
      .insertInto('pbx_extension')
      .values(row)
      .returning('pbx_extension_id')
      .executeTakeFirstOrThrow();
    return getExtension(tx, pbx_extension_id);
  });
}

/** Changes the fields that are given; a line in use follows its number. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateExtension(db: Database, id: number, body: Body): Promise<void> {
  return withTransaction(db, async tx => {
    const before = await getExtension(tx, id);
    checkFields(body, extensionFields, false);
    const { exten, context, commented } = { ...before, ...given(body) };
    if (exten !== before.exten || context !== before.context) await refuseNumber(tx, exten, context, id);
    if (context !== before.context) await refuseOtherType(tx, id, before.context, context);
    const changes = { exten, context, commented: commented ? 1 : 0 };
    await tx.updateTable('pbx_extension').set(changes).where('pbx_extension_id', '=', id).execute();
    await lineFollows(tx, id, context);
  });
}

/** Throws E_NOT_FOUND, and E_CONFLICT for a number in use. */
export function deleteExtension(db: Database, id: number): Promise<void> {
  return withTransaction(db, async tx => {
    await getExtension(tx, id);
    await refuseExtensionInUse(tx, id);
    await tx.deleteFrom('pbx_extension').where('pbx_extension_id', '=', id).execute();
  });
}

type ExtensionRow = {
  readonly pbx_extension_id: number;
  readonly exten: string;
  readonly context: string;
  readonly commented: number;
};

function shown({ pbx_extension_id: id, exten, context, commented }: ExtensionRow): Extension {
  return { id, exten, context, commented: commented === 1 };
}

function given({ exten, context, commented }: Body): Partial<Extension> {
  const fields = { exten, context, commented };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => (value ?? null) !== null));
}

/** Context, uniqueness, form and range, in this order. */
async function refuseNumber(tx: DatabaseTransaction, exten: string, context: string, own = 0): Promise<void> {
  await refuseUnknownContext(tx, context);
  const same = tx.selectFrom('pbx_extension').select('pbx_extension_id').where('exten', '=', exten);
  const other = same.where('context', '=', context).where('pbx_extension_id', '!=', own);
  if ((await other.executeTakeFirst()) !== undefined)
    throw resourceError('Extension already exists', { exten, context });
  if (!/^[0-9]+$/.test(exten)) throw wrongType('exten', 'a numeric string');
  await refuseOutOfRange(tx, exten, context);
}

/** What is dialled from inside cannot become an incall while a line has it, nor the reverse. */
async function refuseOtherType(tx: DatabaseTransaction, id: number, from: string, to: string): Promise<void> {
  if ((await contextType(tx, from)) !== (await contextType(tx, to))) await refuseExtensionInUse(tx, id);
}

async function lineFollows(tx: DatabaseTransaction, extension: number, context: string): Promise<void> {
  const lines = tx.selectFrom('pbx_line_extension').select('pbx_line_id').where('pbx_extension_id', '=', extension);
  const internal = lines.where('kind', '=', 'internal');
  await tx.updateTable('pbx_line').set({ context }).where('pbx_line_id', 'in', internal).execute();
}
