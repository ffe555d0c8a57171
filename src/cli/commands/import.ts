import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportReport } from '../../actions/import-ubilling/import-dump.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';

export const importCommand: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('ubilling')
      .description("take over an operator's Ubilling: the file that mysqldump wrote")
      .argument('<dump>', 'the dump, or - for stdin')
      .option('--replace', 'remove all subscribers, networks and ledgers first')
      .addHelpText('after', '\nAll rows come in or none. Amounts are rounded to two digits; the report tells which.')
      .action(async (dump: string, options: { replace?: boolean }) => importDump(cli, dump, options.replace === true));
  },
};

async function importDump(cli: Cli, dump: string, replace: boolean): Promise<void> {
  const { importUbilling } = await import('../../actions/import-ubilling/import-dump.ts');
  const report = await withDatabase(cli, db => importUbilling(db, textOf(cli, dump), { replace }));
  if (cli.json) printJson(cli.io, report);
  else await printReport(cli, report);
}

/** The file's text in pieces, whole letters in each. */
async function* textOf(cli: Cli, dump: string): AsyncGenerator<string> {
  const bytes = dump === '-' ? cli.io.stdin : createReadStream(resolve(cli.io.cwd, dump));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) {
      yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new OmnicrmError('E_INPUT', `${dump} is not UTF-8 text`, {
      hint: 'dump it with mysqldump --default-character-set=utf8',
      cause,
    });
  }
}

async function printReport(cli: Cli, { tables, notes, roundings, rounded, openings }: ImportReport): Promise<void> {
  const rows = tables.map(({ table, read, imported, skipped, reasons }) => {
    const why = Object.entries(reasons).map(([reason, count]) => `${count}: ${reason}`);
    return [table, read, imported, skipped, why.join('; ')];
  });
  await printTable(cli.io, ['table', 'read', 'imported', 'skipped', 'why'], rows);
  for (const [what, count] of Object.entries(notes)) cli.io.err(`${count} ${what}\n`);
  for (const { table, column, id, from, to } of roundings) {
    cli.io.err(`rounded: ${table}.${column} of row ${id} from ${from} to ${to}\n`);
  }
  if (rounded > roundings.length) cli.io.err(`rounded: ${rounded - roundings.length} more\n`);
  cli.io.err(`${openings} opening rows make the ledger add up to the balances\n`);
}
