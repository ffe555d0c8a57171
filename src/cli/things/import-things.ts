import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { counted } from '../../counted.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { readAll } from '../read-all.ts';
import { withDatabase } from '../with-database.ts';
import type { Thing } from './thing.ts';

const formats: ReadonlyMap<string, 'yaml' | 'csv' | 'json'> = new Map([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['csv', 'csv'],
  ['json', 'json'],
]);

/** Imports every row of a file, or none: the CRM names the rows that are wrong by their numbers. */
export async function importThingsFrom(
  thing: Thing,
  cli: Cli,
  file: string,
  options: { readonly format?: string },
): Promise<void> {
  const format = formatOf(file, options.format);
  const text = file === '-' ? await readAll(cli.io.stdin) : await readText(resolve(cli.io.cwd, file));
  const { importThings, readRows } = await import('../../crm/import-things.ts');
  const rows = readRows(text, format);
  const result = await withDatabase(cli, db => importThings(db, thing.kind, rows));
  if (cli.json) printJson(cli.io, { kind: thing.kind, ...result });
  else if (!cli.quiet) cli.io.out(`${counted(rows.length, `${thing.kind} row`)} imported\n`);
}

/** The text of a file. Throws E_INPUT for one that is not UTF-8: letters would be lost. */
async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new OmnicrmError('E_INPUT', `${file} is not UTF-8 text`);
}

function formatOf(file: string, named: string | undefined): 'yaml' | 'csv' | 'json' {
  const format = formats.get((named ?? extname(file).slice(1)).toLowerCase());
  if (format !== undefined) return format;
  throw new OmnicrmError('E_USAGE', `cannot tell the format of ${file}`, {
    hint: 'Name it with --format yaml, csv or json.',
  });
}
