import { openSession, type SnmpTarget } from '../snmp/open-session.ts';
import { macText } from '../snmp/value-text.ts';

/** A MAC that got its address in a VLAN. */
export interface VlanMac {
  readonly vlan: number;
  readonly mac: string;
}

/** A column of cdsBindingsTable (CISCO-DHCP-SNOOPING-MIB): its index is the VLAN and the MAC. */
const BINDINGS = '1.3.6.1.4.1.9.9.380.1.4.1.1.3';
const INDEX_LENGTH = 7;

/** The MACs that a terminator sees, each VLAN's once. Throws E_BACKEND_DOWN when it does not answer. */
export async function askVlanMacs(target: SnmpTarget, signal: AbortSignal): Promise<readonly VlanMac[]> {
  const session = await openSession(target, signal);
  try {
    const found = (await session.walk(BINDINGS)).flatMap(({ oid }) => readIndex(oid.slice(BINDINGS.length + 1)));
    return [...new Map(found.map(one => [`${one.vlan} ${one.mac}`, one])).values()];
  } finally {
    session.close();
  }
}

function readIndex(index: string): readonly VlanMac[] {
  const [vlan = 0, ...octets] = index.split('.').map(Number);
  const isMac = octets.length === INDEX_LENGTH - 1 && octets.every(octet => octet < 256);
  return isMac ? [{ vlan, mac: macText(octets) }] : [];
}
