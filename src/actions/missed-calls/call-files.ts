/** Call detail records in the files that an Asterisk writes itself. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseCsv } from '../../crm/parse-csv.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cells } from './call-record.ts';

/** Asterisk's own names, in the order of its Master.csv, which has no line of names. */
const columns = [
  ...(['accountcode', 'src', 'dst', 'dcontext', 'clid', 'channel', 'dstchannel', 'lastapp', 'lastdata'] as const),
  ...(['start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'amaflags', 'uniqueid', 'userfield'] as const),
];

/** All rows of a Master.csv (cdr_csv). Throws E_CONFIG when it cannot be read. */
export async function readCsvFile(path: string): Promise<readonly Cells[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return parseCsv(`${columns.join(',')}\n${text}`).map(textsOf);
}

/** A day's rows of the table `cdr` of an SQLite file (cdr_sqlite3_custom). Throws E_CONFIG when it cannot be read. */
export async function readSqliteFile(path: string, day: string): Promise<readonly Cells[]> {
  if (!existsSync(path)) throw unreadable(path);
  const { default: BetterSqlite3 } = await import('better-sqlite3');
  const sqlite = new BetterSqlite3(path, { readonly: true });
  try {
    const names = sqlite.pragma('table_info(cdr)') as readonly { readonly name: string }[];
    const time = ['start', 'calldate'].find(name => names.some(one => one.name === name));
    if (time === undefined) throw unreadable(path);
    const rows = sqlite.prepare(`select * from cdr where ${time} like ?`).all(`${day}%`);
    return (rows as readonly Readonly<Record<string, unknown>>[]).map(textsOf);
  } finally {
    sqlite.close();
  }
}

/** Cells as texts, under their columns' names; what is neither text nor number is empty. */
export function textsOf(row: Readonly<Record<string, unknown>>): Cells {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function unreadable(path: string, cause?: unknown): OmnicrmError {
  return new OmnicrmError('E_CONFIG', `the call records cannot be read: ${path}`, {
    hint: "TELEPONY_CDR names Asterisk's Master.csv, or an SQLite file with a table cdr",
    cause,
  });
}
