import type { NetworkKind } from '../../crm/network/network-things.ts';
import type { CommandDefinition } from '../command.ts';
import { defineThing } from '../things/define-thing.ts';
import type { Thing } from '../things/thing.ts';

/** Each kind with what it is, the column of its id, and the columns of its list. */
const kinds: Readonly<Record<NetworkKind, readonly [about: string, idField: string, columns: readonly string[]]>> = {
  pool: ['networks of addresses', 'network_id', ['cidr', 'first_ip', 'last_ip', 'kind', 'config_name']],
  nas: ['access servers', 'nas_id', ['nas_name', 'ip', 'kind', 'network_id']],
  model: ['models of switches', 'switch_model_id', ['model_name', 'ports', 'snmp_template']],
  switch: ['switches, OLTs and access points', 'switch_id', ['ip', 'description', 'location', 'switch_model_id']],
  'tariff-window': [
    'times of day with another speed (mikrotikdnshaper)',
    'tariff_window_id',
    ['tariff_id', 'from_time', 'to_time', 'speed_down_kbit'],
  ],
  'router-login': ['how access servers that are routers are logged in at', 'nas_id', ['username', 'port']],
  'device-method': ['how models are asked for their configuration', 'switch_model_id', ['transport', 'profile']],
  'device-login': ['how switches are logged in at (envyarchive)', 'switch_id', ['active', 'login', 'port']],
};

/** `network nas add nas_name=… ip=… kind=mikrotik`: what Ubilling's dump brings in, by hand. */
export const network: CommandDefinition = {
  define: (command, cli) => {
    for (const kind of Object.keys(kinds) as NetworkKind[]) {
      const [about, , columns] = kinds[kind];
      const one = command.command(kind).description(about);
      defineThing(thingOf(kind, columns)).define(one, cli);
      one
        .command('remove')
        .description(`remove one ${kind}`)
        .argument('<id>')
        .action(async (id: string) => (await import('../network/remove-network-thing.ts')).remove(cli, kind, id));
    }
  },
};

function thingOf(kind: NetworkKind, columns: readonly string[]): Thing {
  const [, idField] = kinds[kind];
  return {
    kind,
    idField,
    reference: 'id',
    columns: Object.fromEntries([idField, ...columns].map(name => [name === idField ? 'id' : name, name])),
    load: async () => (await import('../../crm/network/network-store.ts')).networkStore(kind),
  };
}
