import { withDatabase } from '../with-database.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { parsePairs } from './parse-pairs.ts';
import type { Thing } from './thing.ts';

interface ListOptions {
  readonly search?: string;
  readonly filter: readonly string[];
  readonly sort?: string;
  readonly order?: string;
  readonly page: string;
  readonly perPage: string;
}

/** A page of rows as a table, or with `--json` as `{data, pagination}`. */
export async function listThings(thing: Thing, cli: Cli, options: ListOptions): Promise<void> {
  const { filter, perPage, ...query } = options;
  const store = await thing.load();
  const page = await withDatabase(cli, db =>
    store.list(db, { ...query, per_page: perPage, filters: parsePairs(filter) }),
  );
  if (cli.json) return printJson(cli.io, page);
  const rows = page.data.map(row => cellsOf(thing, new Map(Object.entries(row))));
  if (rows.length > 0) await printTable(cli.io, Object.keys(thing.columns), rows);
  const { total, pages, page: number } = page.pagination;
  if (cli.quiet) return;
  if (total === 0) cli.io.err('nothing found\n');
  else if (pages > 1) cli.io.err(`page ${number} of ${pages}, ${total} in all\n`);
}

function cellsOf(thing: Thing, row: ReadonlyMap<string, unknown>): unknown[] {
  return Object.values(thing.columns).map(fields => {
    const values = [fields].flat().map(field => row.get(field));
    return values.find(value => value !== null && value !== undefined);
  });
}
