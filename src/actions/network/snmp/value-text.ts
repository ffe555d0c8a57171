import type { Varbind } from 'net-snmp';

/** Types of values by their number in the protocol (RFC 3416), and how each prints. */
const printers: ReadonlyMap<number, (value: unknown) => string> = new Map([
  [2, value => `INTEGER: ${String(value)}`],
  [4, value => octetsText(value)],
  [6, value => `OID: .${String(value)}`],
  [64, value => `IpAddress: ${String(value)}`],
  [65, value => `Counter32: ${String(value)}`],
  [66, value => `Gauge32: ${String(value)}`],
  [67, value => `Timeticks: (${String(value)})`],
  [70, value => `Counter64: ${Buffer.isBuffer(value) ? BigInt(`0x${value.toString('hex') || '0'}`) : String(value)}`],
]);

/** A value with its type, as snmpwalk prints it: `STRING: "core"`, `INTEGER: 3`, `Hex-STRING: 02 AA …`. */
export function valueText({ type, value }: Varbind): string {
  return printers.get(type)?.(value) ?? `Unknown: ${String(value)}`;
}

/** A line for each value: `.1.3.6.1.2.1.1.5.0 = STRING: "core"`. */
export function varbindLines(varbinds: readonly Varbind[]): string {
  return varbinds.map(varbind => `.${varbind.oid} = ${valueText(varbind)}`).join('\n');
}

/** The octets as text, where they are one. */
export function plainText({ value }: Varbind): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
}

/** Six octets, or the last six numbers of an OID, as a MAC address. */
export function macText(octets: Iterable<number>): string {
  return [...octets].map(octet => octet.toString(16).padStart(2, '0')).join(':');
}

function octetsText(value: unknown): string {
  const octets = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
  const text = octets.toString('utf8');
  const isText = !/[^\P{C}\t\r\n]|\uFFFD/u.test(text);
  return isText
    ? `STRING: "${text}"`
    : `Hex-STRING: ${octets
        .toString('hex')
        .toUpperCase()
        .replaceAll(/..(?=.)/g, '$& ')}`;
}
