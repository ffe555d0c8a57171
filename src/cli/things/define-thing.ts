import type { Command } from 'commander';
import type { Cli, CommandDefinition } from '../command.ts';
import type { Thing } from './thing.ts';

/** The command of one kind of thing: list, show, add, set and import. */
export function defineThing(thing: Thing): CommandDefinition {
  return { define: (command, cli) => defineSubcommands(thing, command, cli) };
}

function defineSubcommands(thing: Thing, command: Command, cli: Cli): void {
  const { kind, reference } = thing;
  command
    .command('list')
    .description(`list ${kind} rows`)
    .option('--search <text>', 'rows that hold this text')
    .option('--filter <column=value>', 'rows with this value; may be repeated', collect, [])
    .option('--sort <column>', 'order by a column')
    .option('--order <asc|desc>', 'ascending or descending')
    .option('--page <n>', 'which page', '1')
    .option('--per-page <n>', 'rows on a page, at most 500', '50')
    .action(async options => (await import('./list-things.ts')).listThings(thing, cli, options));
  command
    .command('show')
    .description(`show one ${kind}`)
    .argument(`<${reference}>`)
    .action(async (ref: string) => (await import('./show-thing.ts')).showThing(thing, cli, ref));
  command
    .command('add')
    .description(`add a ${kind}`)
    .argument('<field=value...>', 'fields; field=@file reads a value from a file, field=@- from standard input')
    .action(async (pairs: string[]) => (await import('./write-thing.ts')).addThing(thing, cli, pairs));
  command
    .command('set')
    .description(`change fields of one ${kind}`)
    .argument(`<${reference}>`)
    .argument('<field=value...>', 'fields; an empty value clears the field')
    .action(async (ref: string, pairs: string[]) =>
      (await import('./write-thing.ts')).setThing(thing, cli, ref, pairs),
    );
  command
    .command('import')
    .description(`import ${kind} rows from a file, all or none`)
    .argument('<file>', 'YAML, CSV or JSON; - for standard input')
    .option('--format <yaml|csv|json>', 'when the name of the file does not say')
    .action(async (file: string, options) =>
      (await import('./import-things.ts')).importThingsFrom(thing, cli, file, options),
    );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
