import type { Varbind } from 'net-snmp';
import { openSession, type SnmpTarget } from '../network/snmp/open-session.ts';
import { macText } from '../network/snmp/value-text.ts';
import type { SignalTemplate } from './signal-template.ts';

/** One client of a device. Null is: not told, or offline. */
export interface ClientSignal {
  /** Or the serial number of an ONU of GPON: `HWTC1A2B3C4D`. */
  readonly mac: string;
  readonly rx: number | null;
  readonly tx: number | null;
  readonly distance: number | null;
}

/** Walks a device's tables and joins them by their index. Throws E_BACKEND_DOWN when it does not answer. */
export async function askSignals(
  target: SnmpTarget,
  template: SignalTemplate,
  signal: AbortSignal,
): Promise<readonly ClientSignal[]> {
  const session = await openSession(target, signal);
  try {
    const walk = async (oid: string | undefined): Promise<ReadonlyMap<string, Varbind>> =>
      oid === undefined ? new Map() : byIndex(oid, await session.walk(oid));
    const rx = await walk(template.rx);
    const [tx, distance] = [await walk(template.tx), await walk(template.distance)];
    const macs = template.mac.endsWith('of index') ? undefined : await walk(template.mac);
    return [...(macs ?? rx).keys()].flatMap(index => {
      const mac = macs === undefined ? macOfIndex(template, index) : nameOf(macs.get(index));
      if (mac === undefined) return [];
      const one = { mac, rx: dbm(template, rx.get(index)), tx: dbm(template, tx.get(index)) };
      return [{ ...one, distance: numberOf(distance.get(index)) }];
    });
  } finally {
    session.close();
  }
}

function byIndex(oid: string, varbinds: readonly Varbind[]): ReadonlyMap<string, Varbind> {
  return new Map(varbinds.map(varbind => [varbind.oid.slice(oid.length + 1), varbind]));
}

const MAC_LENGTH = 6;

function macOfIndex({ mac }: SignalTemplate, index: string): string | undefined {
  const numbers = index.split('.').map(Number);
  const octets = mac.startsWith('first') ? numbers.slice(0, MAC_LENGTH) : numbers.slice(-MAC_LENGTH);
  return octets.length === MAC_LENGTH && octets.every(octet => octet < 256) ? macText(octets) : undefined;
}

/** A MAC, or a serial number: four letters of the maker and four octets (ITU-T G.984.3), some devices write them as hexadecimals. */
function nameOf(varbind: Varbind | undefined): string | undefined {
  const octets = varbind?.value;
  if (!Buffer.isBuffer(octets)) return undefined;
  if (octets.length === MAC_LENGTH) return macText(octets);
  const text = octets.toString('latin1');
  if (/^[A-Z]{4}[^]{4}$/i.test(text)) return `${text.slice(0, 4)}${octets.toString('hex', 4)}`.toUpperCase();
  return /^[A-Z]{4}[\dA-F]{8}$/i.test(text) ? text.toUpperCase() : undefined;
}

function dbm({ divisor, offline }: SignalTemplate, varbind: Varbind | undefined): number | null {
  const raw = numberOf(varbind);
  return raw === null || raw === offline ? null : raw / divisor;
}

/** Some devices tell numbers as texts. */
function numberOf(varbind: Varbind | undefined): number | null {
  const number = Number(Buffer.isBuffer(varbind?.value) ? varbind.value.toString() : (varbind?.value ?? Number.NaN));
  return Number.isFinite(number) ? number : null;
}
