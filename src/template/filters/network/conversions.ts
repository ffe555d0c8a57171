/** Addresses of one version as those of the other. */
import type { Value } from '../../values/types.ts';
import { isPrivate, isPublic, isSixToFour } from './address-kinds.ts';
import { isAtFirst, networkOf, networkText, sizeOf, type Network } from './network.ts';
import type { Recognised } from './recognise.ts';

const MAPPED = 0xffff00000000n;

/** The IPv4 network within a mapped or compatible IPv6 network; False when there is none. */
export function asVersion4({ value, prefix }: Network): Value {
  const inner = value <= 0xffffffffn ? value : value - MAPPED;
  const network = networkOf(inner, prefix - 96, 4);
  return network ? networkText(network) : false;
}

/** The mapped IPv6 network. */
export function asVersion6({ value, prefix }: Network): Value {
  return networkText({ version: 6, value: MAPPED + value, prefix: prefix + 96 });
}

/** The 6to4 network of an IPv4 host; a 6to4 address itself; False for all else. */
export function asSixToFour({ network, kind, value }: Recognised): Value {
  if (network.version === 4)
    return sizeOf(network) > 1n && isAtFirst(network) ? false : sixToFourNetwork(network.value);
  const isHost = kind === 'address' || !isAtFirst(network);
  return isHost && isSixToFour({ version: 6, value: network.value }) ? value : false;
}

function sixToFourNetwork(value: bigint): Value {
  const host = { version: 4, value } as const;
  if (!isPublic(host) && !isPrivate(host)) return false;
  const digits = value.toString(16).padStart(8, '0');
  return `2002:${digits.slice(0, 4)}:${digits.slice(4)}::1/48`;
}
