/** IPv4 and IPv6 addresses as numbers, read and written as netaddr 0.8 does (the C library's inet_pton, inet_aton, inet_ntop). */
import { isIPv4, isIPv6 } from 'node:net';
import { Address4, Address6 } from 'ip-address';
import { fail } from '../../fail.ts';
import { parseInt } from '../../values/number-text.ts';

export type Version = 4 | 6;

export interface Address {
  readonly version: Version;
  readonly value: bigint;
}

/** Bits of an address. */
export function widthOf(version: Version): number {
  return version === 4 ? 32 : 128;
}

/** The highest address as a number. */
export function highestOf(version: Version): bigint {
  return (1n << BigInt(widthOf(version))) - 1n;
}

/** The address of that version, or undefined for a number beyond it. */
export function addressOf(value: bigint, version: Version): Address | undefined {
  return value >= 0n && value <= highestOf(version) ? { version, value } : undefined;
}

/** The address a bare number stands for: IPv4 while it fits (netaddr). Throws kind `value` for one that no address has. */
export function addressOfInt(value: bigint): Address {
  return addressOf(value, 4) ?? addressOf(value, 6) ?? fail('value', `${value} is no address`);
}

/** A full address in its strict form, without zone; undefined for anything else. */
export function parseAddress(text: string, version: Version): Address | undefined {
  if (version === 4) return isIPv4(text) ? { version, value: new Address4(text).bigInt() } : undefined;
  return isIPv6(text) && !text.includes('%') ? { version, value: new Address6(text).bigInt() } : undefined;
}

/** The address in its usual form: the longest run of zeros is `::`, the last 32 bits of IPv4 within IPv6 are dotted. */
export function addressText({ version, value }: Address): string {
  if (version === 4) return Address4.fromBigInt(value).correctForm();
  if (!holdsDotted(value)) return Address6.fromBigInt(value).correctForm();
  const dotted = Address4.fromBigInt(value & 0xffffffffn).correctForm();
  return value >> 32n === 0n ? `::${dotted}` : `::ffff:${dotted}`;
}

function holdsDotted(value: bigint): boolean {
  const before = value >> 32n;
  return before === 0xffffn || (before === 0n && value > 0xffffn);
}

/**
 * An IPv4 address in the loose form of inet_aton: one to four numbers, decimal, octal (`010`) or hexadecimal (`0x7f`), of which
 * the last fills what is left; blanks and anything after them are overlooked.
 */
export function parseLooseAddress(text: string): Address | undefined {
  const parts = (/^[^ \t\n\v\f\r]+/.exec(text)?.[0] ?? '').split('.').map(looseNumber);
  const last = parts.pop();
  if (last === undefined || parts.length > 3 || last >= 1n << BigInt(32 - 8 * parts.length)) return undefined;
  let value = last;
  for (const [i, part] of parts.entries()) {
    if (part === undefined || part > 255n) return undefined;
    value += part << BigInt(24 - 8 * i);
  }
  return { version: 4, value };
}

function looseNumber(text: string): bigint | undefined {
  if (/^0x[0-9a-f]+$/i.test(text) || /^(?:0|[1-9][0-9]*)$/.test(text)) return BigInt(text);
  return /^0[0-7]+$/.test(text) ? BigInt(`0o${text.slice(1)}`) : undefined;
}

/** Python's `int(text)`, or undefined where that raises. */
export function intOfText(text: string): bigint | undefined {
  return /^\s*[+-]?\p{Nd}+(?:_\p{Nd}+)*\s*$/u.test(text) ? BigInt(parseInt(text)) : undefined;
}
