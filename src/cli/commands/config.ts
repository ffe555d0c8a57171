import { type ConfigEntry, isSecretPath } from '../../config.ts';
import type { Value } from '../../template/index.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printTable } from '../output/print-table.ts';

const MASK = '********';

export const config: CommandDefinition = {
  define: (command, cli) => {
    command
      .command('show')
      .description('print every value in force; secrets are masked')
      .option('--origin', 'say where each value came from')
      .action(async (options: { origin?: boolean }) => showConfig(cli, options.origin === true));
  },
};

async function showConfig(cli: Cli, withOrigin: boolean): Promise<void> {
  const { home, entries } = await cli.config();
  const { toJson } = await import('../../template/formats/json.ts');
  const homeOrigin = cli.io.env['OMNICRM_HOME'] ? 'environment OMNICRM_HOME' : 'default';
  const shown = [
    { key: 'home', value: home, origin: homeOrigin },
    ...[...entries.values()].map(({ path, value, origin }) => ({ key: path, value: maskSecrets(path, value), origin })),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (cli.json) {
    const values = shown.map(({ key, value, origin }): [Value, Value] => [key, dictOf({ value, origin })]);
    return cli.io.out(`${toJson(new Map<Value, Value>([['values', new Map(values)]]))}\n`);
  }
  const cells = shown.map(({ key, value, origin }) => [key, typeof value === 'string' ? value : toJson(value), origin]);
  const columns = withOrigin ? 3 : 2;
  const heads = ['key', 'value', 'origin'].slice(0, columns);
  await printTable(
    cli.io,
    heads,
    cells.map(row => row.slice(0, columns)),
  );
}

function dictOf(entries: Readonly<Record<string, Value>>): Map<Value, Value> {
  return new Map<Value, Value>(Object.entries(entries));
}

/** Where a value names a server with its password: in a URL, or as host|user|password|database of Ubilling's options. */
const PASSWORDS = [/(:\/\/[^/:@\s]+:)[^@/\s]+(@)/, /^([^|\s]+\|[^|\s]+\|)[^|]+(\|)/];

/** Secrets, and passwords inside other values, never leave by this door. */
function maskSecrets(path: ConfigEntry['path'], value: Value): Value {
  if (isSecretPath(path)) return MASK;
  if (Array.isArray(value)) return value.map(item => maskSecrets(path, item));
  if (typeof value !== 'string') return value;
  return PASSWORDS.reduce((text, password) => text.replace(password, `$1${MASK}$2`), value);
}
