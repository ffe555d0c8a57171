/** Which addresses are private, global and the like, by the registries of IANA as CPython's ipaddress has them (3.11). */
import { widthOf, type Address } from '../filters/network/address.ts';
import { holds, parseNetwork, type Network } from '../filters/network/network.ts';

const SHARED = networks('100.64.0.0/10');
const LOOPBACK = networks('127.0.0.0/8', '::1');
const MULTICAST = networks('224.0.0.0/4', 'ff00::/8');
const PRIVATE = networks(
  '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16',
  '198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4',
  '::1 :: ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10',
);
const REACHABLE_THOUGH_PRIVATE = networks(
  '192.0.0.9 192.0.0.10 2001:1::1 2001:1::2 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28',
);
const RESERVED = networks(
  '240.0.0.0/4 ::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4',
  'f000::/5 f800::/6 fe00::/9',
);
const SIX_TO_FOUR = networks('2002::/16');
const TEREDO = networks('2001::/32');

export function isLoopback(address: Address): boolean {
  return isWithin(LOOPBACK, address);
}

export function isMulticast(address: Address): boolean {
  return isWithin(MULTICAST, address);
}

/** Not for the public internet. IPv4 within IPv6 counts as what it holds. */
export function isPrivate(address: Address): boolean {
  const inner = mappedAddress(address) ?? address;
  return isWithin(PRIVATE, inner) && !isWithin(REACHABLE_THOUGH_PRIVATE, inner);
}

/** Reachable in the public internet; what carriers share among customers is neither private nor public. */
export function isPublic(address: Address): boolean {
  const inner = mappedAddress(address) ?? address;
  return !isWithin(SHARED, inner) && !isPrivate(inner);
}

export function isReserved(address: Address): boolean {
  return isWithin(RESERVED, address);
}

export function isUnspecified({ value }: Address): boolean {
  return value === 0n;
}

export function isMapped(address: Address): boolean {
  return mappedAddress(address) !== undefined;
}

export function isSixToFour(address: Address): boolean {
  return isWithin(SIX_TO_FOUR, address);
}

export function isTeredo(address: Address): boolean {
  return isWithin(TEREDO, address);
}

/** The IPv4 address in `::ffff:a.b.c.d`. */
function mappedAddress({ version, value }: Address): Address | undefined {
  return version === 6 && value >> 32n === 0xffffn ? { version: 4, value: value & 0xffffffffn } : undefined;
}

function isWithin(list: NetworkList, address: Address): boolean {
  const host = { ...address, prefix: widthOf(address.version) };
  return list().some(network => holds(network, host));
}

type NetworkList = () => readonly Network[];

/** Read when first asked for: few plays ask, and reading takes longer than all else at the start. */
function networks(...lines: string[]): NetworkList {
  let read: readonly Network[] | undefined;
  return () =>
    (read ??= lines
      .flatMap(line => line.split(' '))
      .map(parseNetwork)
      .filter(network => network !== undefined));
}
