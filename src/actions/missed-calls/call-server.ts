/** Call detail records in the database server of an Asterisk, asked by that server's own client program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../../crm/parse-csv.ts';
import { OmnicrmError } from '../../errors.ts';
import { runProgram } from '../network/programs/run-program.ts';
import { textsOf } from './call-files.ts';
import type { Cells } from './call-record.ts';

/** Where a table of call records is. */
export interface CallServer {
  readonly kind: 'mysql' | 'postgresql';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly table: string;
}

interface Client {
  readonly program: string;
  readonly from: string;
  /** What its file of secrets holds. */
  readonly secrets: (server: CallServer) => string;
  readonly args: (server: CallServer, file: string, query: string) => readonly string[];
  readonly read: (text: string) => readonly Cells[];
}

const clients: Readonly<Record<CallServer['kind'], Client>> = {
  mysql: {
    program: 'mysql',
    from: 'it is in the package mariadb-client',
    secrets: ({ host, port, user, password }) =>
      [
        '[client]',
        `host=${quoted(host)}`,
        `port=${port}`,
        `user=${quoted(user)}`,
        `password=${quoted(password)}`,
        '',
      ].join('\n'),
    args: ({ database }, file, query) => [`--defaults-file=${file}`, '--batch', `--execute=${query}`, database],
    read: readTabbed,
  },
  postgresql: {
    program: 'psql',
    from: 'it is in the package postgresql-client',
    secrets: ({ password }) => `*:*:*:*:${password.replaceAll(/[\\:]/g, String.raw`\$&`)}\n`,
    args: ({ host, port, user, database }, file, query) => {
      const words = { host, port, user, dbname: database, passfile: file };
      const target = Object.entries(words).map(([name, value]) => `${name}=${quoted(String(value))}`);
      return ['--no-psqlrc', '--csv', '--no-password', `--command=${query}`, target.join(' ')];
    },
    read: text => parseCsv(text).map(textsOf),
  },
};

/** A day's rows. The password goes by a file: arguments are for everybody to read. Throws E_CONFIG without a client, E_BACKEND_DOWN. */
export async function readCallServer(server: CallServer, day: string, signal: AbortSignal): Promise<readonly Cells[]> {
  const { program, from, secrets, args, read } = clients[server.kind];
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-calls-'));
  try {
    const file = join(folder, 'client');
    writeFileSync(file, secrets(server), { mode: 0o600 });
    const query = `select * from ${server.table} where calldate >= '${day} 00:00:00' and calldate <= '${day} 23:59:59'`;
    const { code, stdout, stderr } = await runProgram(program, args(server, file, query), { signal, hint: from });
    if (code === 0) return read(stdout);
    const why = stderr
      .trim()
      .split('\n')[0]
      ?.replaceAll(server.password || '\0', '***');
    throw new OmnicrmError('E_BACKEND_DOWN', `the call records of ${server.host} cannot be read: ${why}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In single quotes, as both clients read their settings. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', '0': '\0', '\\': '\\' };

/** A line of names and a line for each row, tabs between; tabs and line ends in cells are escaped. */
function readTabbed(text: string): readonly Cells[] {
  const [head = '', ...lines] = text.split('\n').filter(line => line !== '');
  const names = head.split('\t');
  return lines.map(line => {
    const cells = line
      .split('\t')
      .map(cell => cell.replaceAll(/\\([tn0\\])/g, (_all, sign: string) => escapes[sign] ?? ''));
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}
