import { type ModelFile, readModelFile } from '../../model-file.ts';

/** Where a kind of device keeps which MAC it sees on which port. */
export const fdbKinds = ['none', 'bridge', 'q-bridge'] as const;
export type FdbKind = (typeof fdbKinds)[number];

/** What to ask devices of a model. */
export interface SnmpTemplate {
  readonly name: string;
  readonly fdb: FdbKind;
  /** Ports whose MACs are not kept, such as uplinks. */
  readonly ignorePorts: ReadonlySet<string>;
  /** When there are any, only MACs of these are kept. */
  readonly onlyPorts: ReadonlySet<string>;
  /** OIDs below which everything is kept as it came. */
  readonly walks: readonly string[];
}

const templates: ModelFile<SnmpTemplate> = {
  folder: 'snmp',
  what: 'SNMP template',
  known: ['device', 'fdb', 'ignore_ports', 'only_ports', 'walks'],
  read: templateOf,
};

/**
 * The template NAME.yaml of the operator (`snmp/` in the home) or of omnicrm (`data/snmp/`); undefined when there is none.
 * Throws E_CONFIG, with the file, for one that does not read.
 */
export function readTemplate(home: string, name: string): Promise<SnmpTemplate | undefined> {
  return readModelFile(home, templates, name);
}

function templateOf(fields: ReadonlyMap<string, unknown>, name: string): SnmpTemplate {
  const fdb = fdbKinds.find(kind => kind === (fields.get('fdb') ?? 'none'));
  if (fdb === undefined) throw new Error(`fdb must be one of ${fdbKinds.join(', ')}`);
  const walks = texts(fields.get('walks'));
  const wrong = walks.find(oid => !/^\.?\d+(\.\d+)+$/.test(oid));
  if (wrong !== undefined) throw new Error(`${wrong} is no OID`);
  return {
    name,
    fdb,
    walks: walks.map(oid => oid.replace(/^\./, '')),
    ignorePorts: new Set(texts(fields.get('ignore_ports'))),
    onlyPorts: new Set(texts(fields.get('only_ports'))),
  };
}

function texts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error('walks, ignore_ports and only_ports are lists');
  return value.map(String);
}
