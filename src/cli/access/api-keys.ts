import type { ApiKey, ApiKeyScope } from '../../crm/api-key.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { idOf } from '../things/id-of.ts';
import { withDatabase } from '../with-database.ts';

export interface NewKeyOptions {
  readonly role: readonly string[];
  readonly permission: readonly string[];
  readonly route: readonly string[];
  readonly action: readonly string[];
  readonly from: readonly string[];
  readonly expires?: string;
}

/** Makes a key and prints it, this once, on stdout. */
export async function addApiKey(cli: Cli, name: string, options: NewKeyOptions): Promise<void> {
  const { createApiKey } = await import('../../crm/api-key.ts');
  const { role: roles, permission: permissions, route: routes, action: actions, from: addresses } = options;
  const input = { key_name: name, expires: options.expires ?? null };
  const scope = { roles, permissions, routes, actions, addresses };
  const { key, row } = await withDatabase(cli, db => createApiKey(db, input, scope));
  if (cli.json) return printJson(cli.io, { ...(await shown(row)), key });
  cli.io.out(`${key}\n`);
  if (!cli.quiet) cli.io.err(`API key ${row.api_key_id} added; it is not shown again\n`);
}

/** All keys, without the keys. */
export async function listAllApiKeys(cli: Cli): Promise<void> {
  const { listApiKeys } = await import('../../crm/api-key.ts');
  const page = await withDatabase(cli, db => listApiKeys(db, { per_page: 500 }));
  const data = await Promise.all(page.data.map(shown));
  if (cli.json) return printJson(cli.io, { ...page, data });
  const rows = data.map(key => [
    key.api_key_id,
    key.prefix,
    key.key_name,
    [...key.roles, ...key.permissions].join(', '),
    [...key.routes, ...key.actions].join(', '),
    key.addresses.join(', '),
    key.expires,
    key.last_used,
    key.enabled ? 'yes' : 'no',
  ]);
  const head = ['id', 'prefix', 'name', 'may', 'only for', 'only from', 'expires', 'last used', 'enabled'];
  if (rows.length > 0) await printTable(cli.io, head, rows);
}

/** Takes a key out of use. */
export async function disableKey(cli: Cli, id: string): Promise<void> {
  const { disableApiKey } = await import('../../crm/api-key.ts');
  const row = await withDatabase(cli, db => disableApiKey(db, idOf('key', id)));
  if (cli.json) printJson(cli.io, await shown(row));
  else if (!cli.quiet) cli.io.out(`API key ${row.api_key_id} disabled\n`);
}

async function shown(row: ApiKey): Promise<Omit<ApiKey, keyof ApiKeyScope> & ApiKeyScope> {
  const { scopeOf } = await import('../../crm/api-key.ts');
  return { ...row, ...scopeOf(row) };
}
