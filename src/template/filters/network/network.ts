/** An address with its prefix, `192.168.32.7/24`: a network that remembers the host (netaddr's IPNetwork). */
import {
  addressOf,
  addressText,
  highestOf,
  intOfText,
  parseAddress,
  widthOf,
  type Address,
  type Version,
} from './address.ts';

export interface Network extends Address {
  readonly prefix: number;
}

/** The network of that number, or undefined when number or prefix do not fit the version. */
export function networkOf(value: bigint, prefix: bigint | number, version: Version): Network | undefined {
  const fits = prefix >= 0 && prefix <= widthOf(version);
  return fits && addressOf(value, version) ? { version, value, prefix: Number(prefix) } : undefined;
}

/**
 * Reads `ADDRESS`, `ADDRESS/PREFIX` or `ADDRESS/MASK`. IPv4 may be cut short, `10.1/16`, and its numbers may be any that
 * Python's int() takes. Undefined for anything else.
 */
export function parseNetwork(text: string): Network | undefined {
  return parseNetworkAs(text, 4) ?? parseNetworkAs(text, 6);
}

function parseNetworkAs(text: string, version: Version): Network | undefined {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const address = parseAddress(host, version) ?? (version === 4 ? parseShort(host) : undefined);
  if (address === undefined) return undefined;
  const prefix = slash < 0 ? widthOf(version) : parsePrefix(text.slice(slash + 1), version);
  return prefix === undefined ? undefined : networkOf(address.value, prefix, version);
}

/** `10.1` is 10.1.0.0. */
function parseShort(text: string): Address | undefined {
  const parts = text.split('.').map(intOfText);
  if (parts.length > 4 || parts.includes(undefined)) return undefined;
  return parseAddress([...parts, '0', '0', '0'].slice(0, 4).join('.'), 4);
}

/** A number of bits, a netmask or a hostmask. */
function parsePrefix(text: string, version: Version): bigint | number | undefined {
  return intOfText(text) ?? maskPrefix(parseAddress(text, version));
}

/** The prefix that a netmask or hostmask stands for. */
export function maskPrefix(mask: Address | undefined): number | undefined {
  if (mask === undefined) return undefined;
  const width = widthOf(mask.version);
  if (isNetmask(mask)) return width - bitLength(mask.value ^ highestOf(mask.version));
  return isHostmask(mask) ? width - bitLength(mask.value) : undefined;
}

/** Ones, then zeros. */
export function isNetmask({ value, version }: Address): boolean {
  return isHostmask({ value: value ^ highestOf(version), version });
}

/** Zeros, then ones. */
export function isHostmask({ value }: Address): boolean {
  return (value & (value + 1n)) === 0n;
}

/** Bits of a number without leading zeros; those of 0 are none. */
function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

export function hostmaskOf({ version, prefix }: Network): Address {
  return { version, value: (1n << BigInt(widthOf(version) - prefix)) - 1n };
}

export function netmaskOf(network: Network): Address {
  return { version: network.version, value: highestOf(network.version) ^ hostmaskOf(network).value };
}

/** The first address. */
export function firstOf(network: Network): Address {
  return { version: network.version, value: network.value & netmaskOf(network).value };
}

/** The last address. */
export function lastOf(network: Network): Address {
  return { version: network.version, value: network.value | hostmaskOf(network).value };
}

/** The broadcast address, which IPv4 networks of one or two addresses have not. IPv6 has its last address here (netaddr). */
export function broadcastOf(network: Network): Address | undefined {
  return network.version === 4 && network.prefix >= 31 ? undefined : lastOf(network);
}

/** How many addresses it has. */
export function sizeOf(network: Network): bigint {
  return hostmaskOf(network).value + 1n;
}

/** Whether the host is the first address. */
export function isAtFirst(network: Network): boolean {
  return network.value === firstOf(network).value;
}

/** The same network with its first address as host. */
export function cidrOf(network: Network): Network {
  return { ...firstOf(network), prefix: network.prefix };
}

export function networkText(network: Network): string {
  return `${addressText(network)}/${network.prefix}`;
}

/** Whether all of `inner` lies in `outer`. */
export function holds(outer: Network, inner: Network): boolean {
  return (
    outer.version === inner.version &&
    outer.prefix <= inner.prefix &&
    firstOf(outer).value === firstOf({ ...inner, prefix: outer.prefix }).value
  );
}
