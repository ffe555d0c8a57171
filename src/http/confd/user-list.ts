import { userDirectory, usersNamed } from '../../crm/phone/user-directory.ts';
import { inputError } from '../../crm/phone/refusal.ts';
import { listUsers } from '../../crm/phone/users.ts';
import { listReply } from './replies.ts';
import type { ConfdCall, ConfdReply } from './route.ts';

/** `q` is the old search by name, `view=directory` the phone book. */
export async function listUsersAsAsked(call: ConfdCall): Promise<ConfdReply> {
  const { db, query } = call;
  const { view, q } = query;
  if (view && view !== 'directory') throw inputError(`view '${view}' does not exist`);
  if (view) return { status: 200, body: await userDirectory(db, query) };
  return listReply(call, 'users', q ? await usersNamed(db, q) : await listUsers(db, query));
}
