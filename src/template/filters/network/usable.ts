/** Addresses that hosts of a network can have: all but the first and the last, both of a network of two. */
import { fail } from '../../fail.ts';
import type { Value } from '../../values/types.ts';
import { addressOfInt, addressText } from './address.ts';
import { firstOf, lastOf, sizeOf, type Network } from './network.ts';

/** The lowest usable address; None for a single address. */
export function firstUsable(network: Network): Value {
  return textAt(usableBounds(network)?.first);
}

/** The highest usable address; None for a single address. */
export function lastUsable(network: Network): Value {
  return textAt(usableBounds(network)?.last);
}

/** Both as `FIRST-LAST`. */
export function usableRange(network: Network): Value {
  const bounds = usableBounds(network);
  return bounds ? [bounds.first, bounds.last].map(value => addressText(addressOfInt(value))).join('-') : null;
}

/** The address `offset` away from the network's host, where that is usable; else None. */
export function neighbour(network: Network, offset: bigint): Value {
  const bounds = usableBounds(network);
  if (bounds === undefined) return null;
  const address = addressOfInt(network.value + offset);
  return address.value >= bounds.first && address.value <= bounds.last ? addressText(address) : null;
}

/** The other end of a point-to-point network (/31, /30, /127, /126); throws kind `value` when there is none. */
export function peerOf(network: Network): Value {
  const size = sizeOf(network);
  if (size === 2n) return textAt(network.value ^ 1n);
  if (size !== 4n) fail('value', `a /${network.prefix} is no network of two points`);
  const place = network.value & 3n;
  if (place === 0n || place === 3n) fail('value', `the ${place === 0n ? 'first' : 'last'} address of four has no peer`);
  return textAt(network.value ^ 3n);
}

function usableBounds(network: Network): { first: bigint; last: bigint } | undefined {
  const size = sizeOf(network);
  if (size === 1n) return undefined;
  const inset = size === 2n ? 0n : 1n;
  return { first: firstOf(network).value + inset, last: lastOf(network).value - inset };
}

/** Small numbers are written as IPv4 even in IPv6 networks, as Ansible does. */
function textAt(value: bigint | undefined): Value {
  return value === undefined ? null : addressText(addressOfInt(value));
}
