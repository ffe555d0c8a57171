/** Hardware (MAC) addresses of 48 and 64 bits, read as netaddr's EUI does: in groups, bare, or as a decimal number. */
import { intOfText } from './address.ts';

export interface HardwareAddress {
  readonly width: 48 | 64;
  readonly value: bigint;
}

/** Groups and the digits of one; the first form that fits is taken. */
const FORMS_48 = [
  ...forms(6, 2, '1,2', ':', '-'),
  ...forms(3, 4, '1,4', ':', '-', '\\.'),
  ...forms(2, 6, '5,6', '-', ':'),
  ...forms(1, 12, '11,12', ''),
];
const FORMS_64 = [...forms(8, 2, '1,2', ':', '-'), ...forms(4, 4, '1,4', ':', '-', '\\.'), ...forms(1, 16, '16', '')];

interface Form {
  readonly pattern: RegExp;
  /** Hexadecimal digits of a full group. */
  readonly digits: number;
}

/** Undefined for what is no hardware address. */
export function parseHardwareAddress(text: string): HardwareAddress | undefined {
  return readAs(text, 48, FORMS_48) ?? readAs(text, 64, FORMS_64);
}

/** The 64 bits of a host in IPv6: `fffe` in the middle of 48 bits, the universal bit turned over (RFC 4291). */
export function interfaceId({ width, value }: HardwareAddress): bigint {
  const wide = width === 64 ? value : ((value >> 24n) << 40n) | 0xfffe000000n | (value & 0xffffffn);
  return wide ^ 0x0200000000000000n;
}

function forms(groups: number, digits: number, count: string, ...separators: string[]): Form[] {
  return separators.map(separator => {
    const group = `([0-9A-F]{${count}})`;
    return { digits, pattern: new RegExp(`^${Array(groups).fill(group).join(separator)}\\n?$`, 'i') };
  });
}

function readAs(text: string, width: 48 | 64, known: readonly Form[]): HardwareAddress | undefined {
  for (const { pattern, digits } of known) {
    const groups = pattern.exec(text)?.slice(1);
    if (groups) return { width, value: BigInt(`0x${groups.map(group => group.padStart(digits, '0')).join('')}`) };
  }
  const number = intOfText(text);
  return number !== undefined && number >= 0n && number < 1n << BigInt(width) ? { width, value: number } : undefined;
}
