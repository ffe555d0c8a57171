/** What a value says as an address or network. */
import { str } from '../../values/text.ts';
import { asInt } from '../../values/integers.ts';
import { fail } from '../../fail.ts';
import type { Value } from '../../values/types.ts';
import { intOfText, widthOf, type Version } from './address.ts';
import { networkOf, networkText, parseNetwork, type Network } from './network.ts';

export interface Recognised {
  readonly network: Network;
  /** As written: with a prefix it is a network. */
  readonly kind: 'address' | 'network';
  /** The value itself, or what a number stands for. */
  readonly value: Value;
}

/** Reads an address, a network or a number; undefined for anything else. `version` (0: any) decides what a number is. */
export function recognise(value: Value, version: number): Recognised | undefined {
  const text = typeof value === 'string' ? value : str(value);
  if (/^\p{Nd}+$/u.test(text)) return numbered(numberOf(value, text), version);
  if (typeof value !== 'string') return undefined;
  const network = parseNetwork(value);
  if (network === undefined) return numberedNetwork(value);
  return { network, value, kind: value.split('/').length === 2 ? 'network' : 'address' };
}

function numberOf(value: Value, text: string): bigint {
  return BigInt(asInt(value) ?? intOfText(text) ?? 0);
}

/** `3232235521` is an IPv4 address, a larger number one of IPv6. */
function numbered(number: bigint, version: number): Recognised | undefined {
  if (version !== 0 && version !== 4 && version !== 6) fail('value', `there is no IP version ${version}`);
  const network = version === 6 ? asHost(number, 6) : (asHost(number, 4) ?? asHost(number, 6));
  return network && { network, value: networkText(network), kind: 'address' };
}

function asHost(number: bigint, version: Version): Network | undefined {
  return networkOf(number, widthOf(version), version);
}

/** `3232235521/24`. */
function numberedNetwork(text: string): Recognised | undefined {
  const [number, prefix, ...rest] = text.split('/').map(intOfText);
  if (number === undefined || prefix === undefined || rest.length > 0) return undefined;
  const network = networkOf(number, prefix, 4) ?? networkOf(number, prefix, 6);
  return network && { network, value: networkText(network), kind: 'network' };
}
