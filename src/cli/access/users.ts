import type { User } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printRecord } from '../output/print-record.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';
import { readPassword } from './read-password.ts';

export interface NewUserOptions {
  readonly name?: string;
  readonly role: readonly string[];
  readonly customer?: string;
  readonly passwordFile?: string;
}

/** Adds a user; without a password nobody logs in as it. */
export async function addUser(cli: Cli, email: string, options: NewUserOptions): Promise<void> {
  const password = await readPassword(cli, options.passwordFile);
  const { createUser } = await import('../../crm/user.ts');
  const input = { email, user_name: options.name ?? email, roles: options.role, customer_id: options.customer ?? null };
  const user = await withDatabase(cli, db => createUser(db, password === undefined ? input : { ...input, password }));
  if (password === undefined) cli.io.err(`no password was given: set one with omnicrm user passwd ${user.user_id}\n`);
  tell(cli, user, 'added');
}

/** All users, or those that a search finds. */
export async function listAllUsers(cli: Cli, search: string | undefined): Promise<void> {
  const { listUsers } = await import('../../crm/user.ts');
  const page = await withDatabase(cli, db => listUsers(db, { search, per_page: 500 }));
  if (cli.json) return printJson(cli.io, page);
  const rows = page.data.map(user => [
    user.user_id,
    user.email,
    user.user_name,
    user.roles.join(', '),
    user.customer_id,
    user.enabled ? 'yes' : 'no',
  ]);
  if (rows.length > 0) await printTable(cli.io, ['id', 'email', 'name', 'roles', 'customer', 'enabled'], rows);
}

/** One user, by id or mail address. */
export async function showUser(cli: Cli, reference: string): Promise<void> {
  const user = await withDatabase(cli, db => find(db, reference));
  if (cli.json) printJson(cli.io, user);
  else printRecord(cli.io, { ...user, roles: user.roles.join(', '), permissions: user.permissions.join(', ') });
}

/** Takes a user out of use, its sessions with it, or back into use. */
export async function enableUser(cli: Cli, reference: string, enabled: boolean): Promise<void> {
  const { updateUser } = await import('../../crm/user.ts');
  const user = await withDatabase(cli, async db => updateUser(db, (await find(db, reference)).user_id, { enabled }));
  tell(cli, user, enabled ? 'enabled' : 'disabled');
}

/** Sets a user's password; its sessions end. Throws E_USAGE without a password. */
export async function setPassword(cli: Cli, reference: string, passwordFile: string | undefined): Promise<void> {
  const password = await readPassword(cli, passwordFile);
  if (password === undefined) {
    throw new OmnicrmError('E_USAGE', 'there is no terminal to ask for the password', {
      hint: 'Name a file that holds it with --password-file, or - for standard input.',
    });
  }
  const { changePassword } = await import('../../crm/user.ts');
  const user = await withDatabase(cli, async db => {
    const found = await find(db, reference);
    await changePassword(db, found.user_id, password);
    return found;
  });
  tell(cli, user, 'has a new password');
}

async function find(db: Database, reference: string): Promise<User> {
  const [{ findThing }, { getUser, userThing }] = await Promise.all([
    import('../../crm/things/find-thing.ts'),
    import('../../crm/user.ts'),
  ]);
  return getUser(db, (await findThing(db, userThing, 'email', reference.toLowerCase())).user_id);
}

function tell(cli: Cli, user: User, verb: string): void {
  if (cli.json) printJson(cli.io, user);
  else if (!cli.quiet) cli.io.out(`user ${user.user_id} ${verb}\n`);
}
