/** People with a phone: what confd calls users. */
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { PbxUserTable } from '../../store/tables/phone.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { callerIdAfter, fullName, quoted } from './caller-id.ts';
import { type Body, checkFields } from './check-fields.ts';
import { folded, type RawQuery, readListQuery } from './list-query.ts';
import { type ListedTable, listRows, type PhoneList } from './list-rows.ts';
import { notFound, resourceError } from './refusal.ts';
import { userFields } from './user-fields.ts';

export interface PhoneUser {
  readonly id: number;
  readonly firstname: string;
  readonly lastname: string | null;
  readonly caller_id: string | null;
  readonly outgoing_caller_id: string | null;
  readonly username: string | null;
  readonly password: string | null;
  readonly music_on_hold: string | null;
  readonly mobile_phone_number: string | null;
  readonly userfield: string | null;
  readonly timezone: string | null;
  readonly language: string | null;
  readonly description: string | null;
  readonly preprocess_subroutine: string | null;
}

type UserRow = Omit<PbxUserTable, 'pbx_user_id'> & { readonly pbx_user_id: number };

const listed: ListedTable = {
  table: 'pbx_user',
  key: 'pbx_user_id',
  searched: ['searched'],
  orders: {
    lastname: ['lastname'],
    firstname: ['firstname'],
    fullname: ['firstname', 'lastname'],
    caller_id: ['caller_id'],
    description: ['description'],
    userfield: ['userfield'],
  },
};

/** Throws E_INPUT for a wrong parameter. */
export async function listUsers(db: Database, query: RawQuery): Promise<PhoneList<PhoneUser>> {
  const { items, total } = await listRows(db, listed, readListQuery(query, { orders: Object.keys(listed.orders) }));
  return { items: items.map(row => shown(db, row as unknown as UserRow)), total };
}

/** Throws E_NOT_FOUND. */
export async function getUser(db: Database, id: number): Promise<PhoneUser> {
  return shown(db, await userRow(db, id));
}

/** Gives back what was asked for, with null for what was not: the stored defaults show in `getUser`. Throws E_INPUT. */
export async function createUser(db: Database, body: Body): Promise<PhoneUser> {
  checkFields(body, userFields, true);
  const { firstname, ...asked } = textsOf(body);
  const name = fullName({ firstname: firstname ?? '', lastname: asked.lastname ?? '' });
  const callerId = asked.caller_id ? quoted(asked.caller_id) : undefined;
  const id = await withTransaction(db, async tx => {
    const row = { ...stored(tx, { ...asked, firstname }), caller_id: callerId ?? quoted(name) };
    const made = tx.insertInto('pbx_user').values({ ...row, searched: searchedOf(row) });
    return (await made.returning('pbx_user_id').executeTakeFirstOrThrow()).pbx_user_id;
  });
  const lastname = asked.lastname ?? (callerId === undefined ? '' : null);
  return {
    ...nothing,
    ...(asked as Partial<PhoneUser>),
    id,
    firstname: firstname ?? '',
    lastname,
    caller_id: callerId ?? null,
  };
}

/** Changes the fields that are given. Throws E_NOT_FOUND, E_INPUT. */
export function updateUser(db: Database, id: number, body: Body): Promise<void> {
  return withTransaction(db, async tx => {
    const before = await userRow(tx, id);
    checkFields(body, userFields, false);
    const given = Object.fromEntries(Object.entries(textsOf(body)).filter(([name]) => name in body));
    const sealed = stored(tx, given);
    const changes = Object.fromEntries(Object.entries(sealed).filter(([name]) => name in given));
    const row: UserRow = { ...before, ...changes };
    const caller_id = callerIdAfter(before, row, given['caller_id']);
    const after = { ...changes, caller_id, searched: searchedOf({ ...row, caller_id }) };
    await tx.updateTable('pbx_user').set(after).where('pbx_user_id', '=', id).execute();
  });
}

/** Throws E_NOT_FOUND, and E_CONFLICT for a user with a line. */
export function deleteUser(db: Database, id: number): Promise<void> {
  return withTransaction(db, async tx => {
    await userRow(tx, id);
    const line = await tx.selectFrom('pbx_user_line').select('pbx_line_id').where('pbx_user_id', '=', id).execute();
    const [first] = line;
    if (first !== undefined) throw resourceError('User is associated with a Line', { line_ids: [first.pbx_line_id] });
    await tx.deleteFrom('pbx_user').where('pbx_user_id', '=', id).execute();
  });
}

/** Throws E_NOT_FOUND. */
export async function userRow(db: Database, id: number): Promise<UserRow> {
  const row = await db.selectFrom('pbx_user').selectAll().where('pbx_user_id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('User', { id });
  return row;
}

type Texts = { readonly [Name in Exclude<keyof PhoneUser, 'id'>]?: string | null | undefined };

const nothing: Omit<PhoneUser, 'id' | 'firstname' | 'lastname' | 'caller_id'> = {
  outgoing_caller_id: null,
  username: null,
  password: null,
  music_on_hold: null,
  mobile_phone_number: null,
  userfield: null,
  timezone: null,
  language: null,
  description: null,
  preprocess_subroutine: null,
};

/** Without the id, which nobody chooses. */
function textsOf({ id: _id, ...body }: Body): Texts {
  return body;
}

/** Columns that are never null become empty. */
function stored(tx: DatabaseTransaction, texts: Texts) {
  const { password } = texts;
  return {
    firstname: texts.firstname ?? '',
    lastname: texts.lastname ?? '',
    outgoing_caller_id: texts.outgoing_caller_id ?? '',
    username: texts.username ?? '',
    password: password === null || password === undefined ? null : sealerOf(tx).seal(password),
    music_on_hold: texts.music_on_hold ?? '',
    mobile_phone_number: texts.mobile_phone_number ?? null,
    userfield: texts.userfield ?? '',
    timezone: texts.timezone ?? null,
    language: texts.language ?? null,
    description: texts.description ?? '',
    preprocess_subroutine: texts.preprocess_subroutine ?? null,
  };
}

/** The parts cannot be mistaken for one another: nobody searches for a control character. */
function searchedOf(row: Pick<UserRow, 'firstname' | 'lastname' | 'caller_id' | 'description' | 'userfield'>): string {
  return folded([`${row.firstname} ${row.lastname}`, row.caller_id, row.description, row.userfield].join('\u0001'));
}

function shown(db: Database, { pbx_user_id: id, searched: _searched, password, ...row }: UserRow): PhoneUser {
  return { id, ...row, password: password === null ? null : sealerOf(db).open(password) };
}
