import { withDatabase } from '../with-database.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printRecord } from '../output/print-record.ts';
import type { Thing } from './thing.ts';

/** One row; secrets come masked from the CRM. */
export async function showThing(thing: Thing, cli: Cli, reference: string): Promise<void> {
  const store = await thing.load();
  const row = await withDatabase(cli, db => store.find(db, reference));
  if (cli.json) printJson(cli.io, row);
  else printRecord(cli.io, { ...row });
}
