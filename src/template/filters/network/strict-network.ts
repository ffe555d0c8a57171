/** Addresses and networks as CPython's ipaddress reads them (3.11): no short forms, no bits beyond the prefix. */
import type { Value } from '../../values/types.ts';
import { parseAddress, widthOf, type Address, type Version } from './address.ts';
import { isAtFirst, maskPrefix, networkOf, type Network } from './network.ts';

/** An address without prefix; IPv6 may name its zone. Undefined for anything else. */
export function strictAddress(value: Value): Address | undefined {
  return typeof value === 'string' ? (parseAddress(value, 4) ?? parseAddress(withoutZone(value), 6)) : undefined;
}

/** `ADDRESS` or `ADDRESS/PREFIX`, in IPv4 also `ADDRESS/MASK`. Undefined for anything else. */
export function strictNetwork(value: Value): Network | undefined {
  if (typeof value !== 'string') return undefined;
  const [host = '', prefix, ...rest] = value.split('/');
  const address = rest.length === 0 ? strictAddress(host) : undefined;
  if (address === undefined) return undefined;
  const network = networkOf(address.value, prefixLength(prefix, address.version) ?? -1, address.version);
  return network && isAtFirst(network) ? network : undefined;
}

function withoutZone(text: string): string {
  return text.replace(/%[^%/]+$/, '');
}

function prefixLength(text: string | undefined, version: Version): number | undefined {
  if (text === undefined) return widthOf(version);
  if (/^[0-9]+$/.test(text)) return Number(text);
  return version === 4 ? maskPrefix(parseAddress(text, 4)) : undefined;
}
