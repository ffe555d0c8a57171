/** Users as a phone book has them. */
import type { Database } from '../../store/schema.ts';
import { folded, type RawQuery } from './list-query.ts';
import { eachOf, type PhoneList } from './list-rows.ts';
import { listUsers, type PhoneUser } from './users.ts';

export interface DirectoryEntry {
  readonly id: number;
  readonly line_id: number | null;
  readonly agent_id: null;
  readonly firstname: string;
  readonly lastname: string | null;
  readonly exten: string | null;
  readonly mobile_phone_number: string | null;
}

/** Throws E_INPUT. */
export async function userDirectory(db: Database, query: RawQuery): Promise<PhoneList<DirectoryEntry>> {
  const { items, total } = await listUsers(db, query);
  const reached = await eachOf(
    items,
    user => user.id,
    ids => numbersOf(db, ids),
  );
  const numbers = new Map(reached.map(row => [row.pbx_user_id, row]));
  return { items: items.map(user => entryOf(user, numbers.get(user.id))), total };
}

/** All whose full name holds a text. */
export async function usersNamed(db: Database, text: string): Promise<PhoneList<PhoneUser>> {
  const { items } = await listUsers(db, { search: text });
  const named = items.filter(user => folded(`${user.firstname} ${user.lastname ?? ''}`).includes(folded(text)));
  return { items: named, total: named.length };
}

interface Reached {
  readonly pbx_user_id: number;
  readonly pbx_line_id: number;
  readonly exten: string | null;
}

function numbersOf(db: Database, users: readonly number[]): Promise<Reached[]> {
  return db
    .selectFrom('pbx_user_line as has')
    .leftJoin('pbx_line_extension as dialled', join =>
      join.onRef('dialled.pbx_line_id', '=', 'has.pbx_line_id').on('dialled.kind', '=', 'internal'),
    )
    .leftJoin('pbx_extension as extension', 'extension.pbx_extension_id', 'dialled.pbx_extension_id')
    .select(['has.pbx_user_id', 'has.pbx_line_id', 'extension.exten'])
    .where('has.pbx_user_id', 'in', users)
    .execute();
}

function entryOf(
  { id, firstname, lastname, mobile_phone_number }: PhoneUser,
  reached: Reached | undefined,
): DirectoryEntry {
  const { pbx_line_id: line_id = null, exten = null } = reached ?? {};
  return { id, line_id, agent_id: null, firstname, lastname, exten, mobile_phone_number };
}
