/** Which MAC a bridge sees on which port (RFC 4188, RFC 4363). */
import type { Varbind } from 'net-snmp';
import type { SnmpSession } from './open-session.ts';
import type { FdbKind, SnmpTemplate } from './read-template.ts';
import { macText, plainText } from './value-text.ts';

export interface FdbEntry {
  readonly mac: string;
  readonly port: string;
  readonly vlan: number | null;
  readonly port_description: string | null;
}

/** The table of MACs by port, by kind: `bridge` has one, `q-bridge` one a VLAN. */
export const fdbOids: Readonly<Record<Exclude<FdbKind, 'none'>, string>> = {
  bridge: '1.3.6.1.2.1.17.4.3.1.2',
  'q-bridge': '1.3.6.1.2.1.17.7.1.2.2.1.2',
};

const PORT_INTERFACE = '1.3.6.1.2.1.17.1.4.1.2';
const INTERFACE_ALIAS = '1.3.6.1.2.1.31.1.1.1.18';
const MAC_LENGTH = 6;

/** The entries of a walk of the template's table; a MAC seen twice on a port counts once. */
export function readFdb(
  template: SnmpTemplate,
  varbinds: readonly Varbind[],
  names: ReadonlyMap<string, string>,
): readonly FdbEntry[] {
  const entries = varbinds.flatMap(varbind => {
    const numbers = varbind.oid.split('.').map(Number);
    const port = String(varbind.value);
    // Port 0 stands for the bridge's own address.
    if (port === '0' || !isWanted(template, port)) return [];
    const vlan = template.fdb === 'q-bridge' ? (numbers.at(-MAC_LENGTH - 1) ?? null) : null;
    return [{ mac: macText(numbers.slice(-MAC_LENGTH)), port, vlan, port_description: names.get(port) ?? null }];
  });
  return [...new Map(entries.map(entry => [`${entry.mac} ${entry.port}`, entry])).values()];
}

/** The operator's names of ports (ifAlias), by the bridge's port number. */
export async function portNames(session: SnmpSession): Promise<ReadonlyMap<string, string>> {
  const aliases = new Map(
    (await session.walk(INTERFACE_ALIAS)).map(varbind => [lastNumber(varbind), plainText(varbind)] as const),
  );
  if (aliases.size === 0) return aliases;
  const ports = (await session.walk(PORT_INTERFACE)).map(one => [lastNumber(one), String(one.value)] as const);
  const names =
    ports.length === 0 ? [...aliases] : ports.map(([port, index]) => [port, aliases.get(index) ?? ''] as const);
  return new Map(names.filter(([, name]) => name !== ''));
}

function isWanted({ ignorePorts, onlyPorts }: SnmpTemplate, port: string): boolean {
  return !ignorePorts.has(port) && (onlyPorts.size === 0 || onlyPorts.has(port));
}

function lastNumber({ oid }: Varbind): string {
  return oid.slice(oid.lastIndexOf('.') + 1);
}
