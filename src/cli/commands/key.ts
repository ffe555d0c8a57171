import type BetterSqlite3 from 'better-sqlite3';
import { counted } from '../../counted.ts';
import type { Config } from '../../config.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { requireDatabase } from '../with-database.ts';

export const key: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('show')
      .description('list the keys of what is sealed: id, age, rows; never the key')
      .action(async () => showKeys(cli));
    command
      .command('rotate')
      .description('make a new key, seal everything anew and drop the old keys; killed half way, run it again')
      .addHelpText('after', '\nBackups made before need the old key file: keep a copy of it as long as you keep them.')
      .action(async () => rotate(cli));
  },
};

async function showKeys(cli: Cli): Promise<void> {
  const [{ countByKey }, { readKeyFile }] = await Promise.all([
    import('../../store/sealing/read-sealed.ts'),
    import('../../store/sealing/key-file.ts'),
  ]);
  const config = await cli.config();
  const counts = await withSqlite(config, countByKey);
  const { clear = 0, ...rows } = Object.fromEntries(counts);
  const keys = (readKeyFile(config.sealKeyFile)?.keys ?? []).map(({ id, created }) => ({
    key: id,
    created,
    age_days: ageInDays(created),
    rows: rows[id] ?? 0,
  }));
  const missing = Object.keys(rows).filter(id => keys.every(known => known.key !== id));
  const shown = [...keys, ...missing.map(id => ({ key: id, created: null, age_days: null, rows: rows[id] ?? 0 }))];
  if (cli.json) return printJson(cli.io, { key_file: config.sealKeyFile, keys: shown, missing, clear_rows: clear });
  await printTable(
    cli.io,
    ['key', 'created', 'days', 'rows'],
    shown.map(each => [each.key, each.created ?? 'not in the key file', each.age_days, each.rows]),
  );
  if (clear > 0) cli.io.err(`omnicrm: not sealed: the secrets of ${counted(clear, 'row')}; key rotate seals them\n`);
}

async function rotate(cli: Cli): Promise<void> {
  const { rotateKeys } = await import('../../store/sealing/rotate-keys.ts');
  const config = await cli.config();
  const { key: id, dropped, rows, clear } = await withSqlite(config, sqlite => rotateKeys(sqlite, config.sealKeyFile));
  if (cli.json) return printJson(cli.io, { key: id, dropped, rows, clear_rows: clear });
  if (cli.quiet) return;
  const old = dropped.length === 0 ? 'there was no old key' : `dropped ${dropped.join(', ')}`;
  cli.io.out(
    `key ${id} seals from now on: ${counted(rows, 'row')} sealed anew, ${clear} of them in the clear before; ${old}\n`,
  );
}

async function withSqlite<Result>(config: Config, work: (sqlite: BetterSqlite3.Database) => Result): Promise<Result> {
  requireDatabase(config);
  const { openSqlite } = await import('../../store/open-sqlite.ts');
  const sqlite = openSqlite(config.databasePath);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

function ageInDays(created: string): number {
  return Math.floor((Date.now() - Date.parse(created)) / 86_400_000);
}
