import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OmnicrmError } from '../../../errors.ts';
import { packageRoot } from '../../../package-root.ts';

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

/**
 * The template NAME.yaml of the operator (`snmp/` in the home) or of omnicrm (`data/snmp/`); undefined when there is none.
 * Throws E_CONFIG, with the file, for one that does not read.
 */
export async function readTemplate(home: string, name: string): Promise<SnmpTemplate | undefined> {
  if (!/^[\w][\w.-]*$/.test(name)) return undefined;
  const files = [join(home, 'snmp', `${name}.yaml`), join(packageRoot(), 'data/snmp', `${name}.yaml`)];
  const file = files.find(one => existsSync(one));
  if (file === undefined) return undefined;
  const {
    default: { parse },
  } = await import('yaml');
  try {
    return templateOf(name, parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_CONFIG', `${file} is no SNMP template: ${message}`, { cause });
  }
}

const known = new Set(['device', 'fdb', 'ignore_ports', 'only_ports', 'walks']);

function templateOf(name: string, document: unknown): SnmpTemplate {
  const fields = Object.entries(typeof document === 'object' && document !== null ? document : {});
  const unknown = fields.find(([field]) => !known.has(field));
  if (unknown !== undefined) throw new Error(`unknown field ${unknown[0]}`);
  const values = new Map<string, unknown>(fields);
  const fdb = fdbKinds.find(kind => kind === (values.get('fdb') ?? 'none'));
  if (fdb === undefined) throw new Error(`fdb must be one of ${fdbKinds.join(', ')}`);
  const walks = texts(values.get('walks'));
  const wrong = walks.find(oid => !/^\.?\d+(\.\d+)+$/.test(oid));
  if (wrong !== undefined) throw new Error(`${wrong} is no OID`);
  return {
    name,
    fdb,
    walks: walks.map(oid => oid.replace(/^\./, '')),
    ignorePorts: new Set(texts(values.get('ignore_ports'))),
    onlyPorts: new Set(texts(values.get('only_ports'))),
  };
}

function texts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error('walks, ignore_ports and only_ports are lists');
  return value.map(String);
}
