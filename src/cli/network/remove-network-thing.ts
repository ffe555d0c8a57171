import { networkStore } from '../../crm/network/network-store.ts';
import type { NetworkKind } from '../../crm/network/network-things.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { withDatabase } from '../with-database.ts';

/** Removes one of them, and what belongs to it. */
export async function remove(cli: Cli, kind: NetworkKind, id: string): Promise<void> {
  const row = await withDatabase(cli, db => networkStore(kind).remove(db, id));
  if (cli.json) printJson(cli.io, row);
  else if (!cli.quiet) cli.io.out(`${kind} ${id} removed\n`);
}
