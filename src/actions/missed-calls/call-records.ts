/** Call detail records of an Asterisk, from the files that it writes itself. */
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { parseCsv } from '../../crm/parse-csv.ts';
import { OmnicrmError } from '../../errors.ts';

/** One leg of a call. Times are local, `YYYY-MM-DD HH:MM:SS`. */
export interface CallRecord {
  readonly call: string;
  readonly from: string;
  readonly to: string;
  /** The application that the leg ended in: `Queue`. */
  readonly application: string;
  readonly start: string;
  readonly end: string;
  readonly answered: boolean;
  readonly talkSeconds: number;
}

type Cells = Readonly<Record<string, string>>;

/** Asterisk's own names, in the order of its Master.csv, which has no line of names. */
const columns = [
  ...(['accountcode', 'src', 'dst', 'dcontext', 'clid', 'channel', 'dstchannel', 'lastapp', 'lastdata'] as const),
  ...(['start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'amaflags', 'uniqueid', 'userfield'] as const),
];

/**
 * The records of a day, oldest first, from a CSV file (cdr_csv) or an SQLite file (cdr_sqlite3_custom; its table `cdr`). Throws
 * E_CONFIG for anything else: Ubilling's `host|user|password|database|table` needs a MySQL client, which omnicrm has not.
 */
export async function readCallRecords(source: string, home: string, day: string): Promise<readonly CallRecord[]> {
  const read = readers[extname(source).toLowerCase()];
  if (read === undefined || source.includes('|')) throw unreadable();
  const rows = await read(resolve(home, source), day);
  return rows
    .filter(row => row['start']?.startsWith(day) === true)
    .map(recordOf)
    .toSorted(byStart);
}

const readers: Readonly<Record<string, (path: string, day: string) => Promise<readonly Cells[]>>> = {
  '.csv': readCsvFile,
  '.db': readDatabase,
  '.sqlite': readDatabase,
};

async function readCsvFile(path: string): Promise<readonly Cells[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new OmnicrmError('E_CONFIG', `the call records cannot be read: ${path}`, { hint: HINT, cause });
  });
  const rows = parseCsv(`${columns.join(',')}\n${text}`);
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
}

async function readDatabase(path: string, day: string): Promise<readonly Cells[]> {
  const { default: BetterSqlite3 } = await import('better-sqlite3');
  const sqlite = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    const rows = sqlite.prepare('select * from cdr where start like ?').all(`${day}%`) as Record<
      string,
      string | number | null
    >[];
    return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])));
  } finally {
    sqlite.close();
  }
}

function recordOf(cells: Cells): CallRecord {
  const { uniqueid = '', src = '', dst = '', lastapp = '', start = '', end = '', disposition, billsec } = cells;
  return {
    call: uniqueid,
    from: src,
    to: dst,
    application: lastapp,
    start,
    end: end || start,
    answered: disposition === 'ANSWERED',
    talkSeconds: Number(billsec) || 0,
  };
}

function byStart(a: CallRecord, b: CallRecord): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

const HINT = "TELEPONY_CDR names Asterisk's Master.csv or an SQLite file of records (.db), relative to the home";

function unreadable(): OmnicrmError {
  return new OmnicrmError('E_CONFIG', 'TELEPONY_CDR names no file of call records', { hint: HINT });
}
