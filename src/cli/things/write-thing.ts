import { withDatabase } from '../with-database.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { readPairs } from './parse-pairs.ts';
import type { Thing } from './thing.ts';

/** Adds a row from `field=value` words. */
export async function addThing(thing: Thing, cli: Cli, pairs: readonly string[]): Promise<void> {
  const input = await readPairs(cli.io, pairs);
  const store = await thing.load();
  const row = await withDatabase(cli, db => store.create(db, input));
  tell(thing, cli, row, 'added');
}

/** Changes the named fields of one row and no others. */
export async function setThing(thing: Thing, cli: Cli, reference: string, pairs: readonly string[]): Promise<void> {
  const changes = await readPairs(cli.io, pairs);
  const store = await thing.load();
  const row = await withDatabase(cli, async db =>
    store.update(db, idOf(thing, await store.find(db, reference)), changes),
  );
  tell(thing, cli, row, 'changed');
}

function tell(thing: Thing, cli: Cli, row: object, verb: string): void {
  if (cli.json) printJson(cli.io, row);
  else if (!cli.quiet) cli.io.out(`${thing.kind} ${idOf(thing, row)} ${verb}\n`);
}

function idOf(thing: Thing, row: object): number {
  return Number(new Map(Object.entries(row)).get(thing.idField));
}
