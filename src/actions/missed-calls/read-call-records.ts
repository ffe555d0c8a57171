/** Call detail records of an Asterisk, from where TELEPONY_CDR says. */
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OmnicrmError } from '../../errors.ts';
import { readCsvFile, readSqliteFile } from './call-files.ts';
import { type CallRecord, callRecord, type Cells } from './call-record.ts';
import { type CallServer, readCallServer } from './call-server.ts';

/** Whose records, and until when they are waited for. */
export interface AskedCalls {
  readonly source: string;
  readonly home: string;
  readonly day: string;
  readonly signal: AbortSignal;
}

/**
 * The records of a day, oldest first. A source is a file (`Master.csv`, `master.db`, also as `file:` or `sqlite:`), a URL
 * (`mysql://user:password@host/database?table=cdr`, `postgresql://…`) or Ubilling's `host|user|password|database|table`. Throws
 * E_CONFIG for anything else, E_BACKEND_DOWN when a server does not answer.
 */
export async function readCallRecords(asked: AskedCalls): Promise<readonly CallRecord[]> {
  const records = (await rowsOf(asked)).map(callRecord);
  return records.filter(({ start }) => start.startsWith(asked.day)).toSorted(byStart);
}

async function rowsOf({ source, home, day, signal }: AskedCalls): Promise<readonly Cells[]> {
  const server = serverOf(source);
  if (server !== undefined) return readCallServer(server, day, signal);
  const path = resolve(home, pathOf(source));
  const read = readers[extname(path).toLowerCase()];
  if (read === undefined) throw unreadable();
  return read(path, day);
}

const readers: Readonly<Record<string, (path: string, day: string) => Promise<readonly Cells[]>>> = {
  '.csv': readCsvFile,
  '.db': readSqliteFile,
  '.sqlite': readSqliteFile,
  '.sqlite3': readSqliteFile,
};

function pathOf(source: string): string {
  return source.startsWith('file:') ? fileURLToPath(source) : source.replace(/^sqlite:(\/\/)?/, '');
}

const kinds: Readonly<Record<string, { readonly kind: CallServer['kind']; readonly port: number }>> = {
  'mysql:': { kind: 'mysql', port: 3306 },
  'mariadb:': { kind: 'mysql', port: 3306 },
  'postgresql:': { kind: 'postgresql', port: 5432 },
  'postgres:': { kind: 'postgresql', port: 5432 },
};

/** Undefined for a file. */
function serverOf(source: string): CallServer | undefined {
  const [host = '', user = '', password = '', database = '', table = 'cdr'] = source.split('|');
  if (source.includes('|')) return checked({ ...kindOf('mysql:'), host, user, password, database, table });
  if (!/^(mysql|mariadb|postgres|postgresql):/.test(source)) return undefined;
  const url = URL.canParse(source) ? new URL(source) : undefined;
  if (url === undefined) throw unreadable();
  const { kind, port } = kindOf(url.protocol);
  return checked({
    kind,
    host: url.hostname,
    port: Number(url.port) || port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    table: url.searchParams.get('table') ?? 'cdr',
  });
}

function kindOf(protocol: string): { readonly kind: CallServer['kind']; readonly port: number } {
  const known = kinds[protocol];
  if (known === undefined) throw unreadable();
  return known;
}

/** Names go into a statement: they are words. */
function checked(server: CallServer): CallServer {
  if (server.host === '' || !/^\w+$/.test(server.table) || !/^[\w-]+$/.test(server.database)) throw unreadable();
  return server;
}

function byStart(a: CallRecord, b: CallRecord): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

function unreadable(): OmnicrmError {
  return new OmnicrmError('E_CONFIG', 'TELEPONY_CDR names no call records', {
    hint: "it is Asterisk's Master.csv, an SQLite file (.db), mysql://user:password@host/database?table=cdr, or host|user|password|database|table",
  });
}
