/** What the actions of the network work on, as tables of fields. */
import type { Field } from '../fields/field.ts';
import type { Thing } from '../things/thing.ts';

export interface NetworkThing extends Thing<Readonly<Record<string, unknown>>> {
  /** Columns that are sealed at rest and masked when shown. */
  readonly sealed: readonly string[];
}

const address: Field = {
  kind: 'text',
  required: true,
  pattern: { regexp: /^(?:\d{1,3}\.){3}\d{1,3}$/, says: 'an address such as 10.0.0.1' },
};
const timeOfDay: Field = {
  kind: 'text',
  required: true,
  pattern: { regexp: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, says: 'a time of day such as 18:00:00' },
};
const text: Field = { kind: 'text', nullable: true, maximum: 255 };
const port: Field = { kind: 'integer', nullable: true, minimum: 1, maximum: 65_535 };
const reference = (table: string): Field => ({
  kind: 'integer',
  required: true,
  references: { table, key: `${table}_id`, label: table.replace('_', ' ') },
});
const optional = ({ kind, references }: Field): Field => ({
  kind,
  nullable: true,
  ...(references === undefined ? {} : { references }),
});

/** By their names on the command line; parents before those that name them. */
export const networkThings = {
  pool: thing('network', {
    cidr: {
      kind: 'text',
      required: true,
      pattern: { regexp: /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/, says: 'a network such as 10.0.0.0/24' },
    },
    first_ip: address,
    last_ip: address,
    kind: { kind: 'text', default: 'dhcpstatic', maximum: 20 },
    config_name: text,
    dhcp_template: { kind: 'text', nullable: true },
    use_radius: { kind: 'flag', default: false },
  }),
  nas: thing('nas', {
    network_id: optional(reference('network')),
    nas_name: { kind: 'text', required: true, maximum: 255 },
    ip: address,
    kind: { kind: 'text', required: true, maximum: 45 },
  }),
  model: thing('switch_model', {
    model_name: { kind: 'text', required: true, maximum: 255 },
    ports: { kind: 'integer', nullable: true, minimum: 0 },
    snmp_template: text,
  }),
  switch: thing(
    'switch',
    {
      switch_model_id: optional(reference('switch_model')),
      parent_id: optional(reference('switch')),
      ip: { ...address, required: false, nullable: true },
      mac: text,
      location: text,
      description: { kind: 'text', default: '', maximum: 255 },
      geo: text,
      snmp_read: text,
      snmp_write: text,
    },
    { sealed: ['snmp_read', 'snmp_write'] },
  ),
  'tariff-window': thing('tariff_window', {
    tariff_id: reference('tariff'),
    from_time: timeOfDay,
    to_time: timeOfDay,
    speed_down_kbit: { kind: 'integer', required: true, minimum: 1 },
  }),
  'router-login': thing(
    'router_login',
    {
      nas_id: reference('nas'),
      username: { kind: 'text', required: true, maximum: 255 },
      password: text,
      port: { kind: 'integer', default: 8728, minimum: 1, maximum: 65_535 },
    },
    { key: 'nas_id', sealed: ['password'] },
  ),
  'device-method': thing(
    'device_method',
    {
      switch_model_id: reference('switch_model'),
      profile: { kind: 'text', required: true },
      transport: { kind: 'choice', choices: ['ssh', 'telnet'], default: 'ssh' },
    },
    { key: 'switch_model_id' },
  ),
  'device-login': thing(
    'device_login',
    {
      switch_id: reference('switch'),
      active: { kind: 'flag', default: true },
      login: text,
      password: text,
      enable_password: text,
      custom: text,
      port,
    },
    { key: 'switch_id', sealed: ['password', 'enable_password', 'custom'] },
  ),
} satisfies Readonly<Record<string, NetworkThing>>;

export type NetworkKind = keyof typeof networkThings;

function thing(
  table: NetworkThing['table'],
  fields: NetworkThing['fields'],
  { key = `${table}_id`, sealed = [] }: { key?: string; sealed?: readonly string[] } = {},
): NetworkThing {
  return { label: table.replace('_', ' '), table, key, fields, sealed, moments: [], search: [] };
}
