/** Ansible's `ipsubnet`: the subnets of a network, the networks around an address. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { fail } from '../../fail.ts';
import type { Value } from '../../values/types.ts';
import { addressOfInt, addressText, intOfText, widthOf } from './address.ts';
import { cidrOf, networkText, parseNetwork, type Network } from './network.ts';
import { intOption, textOrNothing } from './option.ts';
import { recognise } from './recognise.ts';

export const subnetFilters: Readonly<Record<string, TemplateFilter>> = {
  ipsubnet: filterOf(['value', ['query', ''], ['index', null], '*rest'], (value, query, index) =>
    ipsubnet(textOrNothing(value), textOrNothing(query), intOption(index, 'index')),
  ),
};

/**
 * Without a query, the network itself; with a prefix, how many subnets of that size it has, or the one at `index`; with a
 * network, its number within that network. An address gives the networks around it. False for what is no address.
 */
function ipsubnet(text: string, query: string, index: bigint | null): Value {
  const network = plainNetwork(text);
  if (network === undefined) return false;
  if (query === '') return networkText(network);
  if (!/^\p{Nd}+$/u.test(query)) return numberWithin(network, query);
  const prefix = Number(intOfText(query));
  if (prefix > widthOf(network.version)) return false;
  const isAddress = network.prefix === widthOf(network.version);
  return isAddress ? networkAround(network, prefix, index) : subnetOf(network, prefix, index);
}

function plainNetwork(text: string): Network | undefined {
  const found = text === '' ? undefined : recognise(text, 0);
  return found && cidrOf(found.network);
}

/** Networks that hold an address, from `prefix` on to smaller ones; a negative index counts from the smallest. */
function networkAround(network: Network, prefix: number, index: bigint | null): Value {
  const width = widthOf(network.version);
  const place = Number(index ?? 0);
  if (place > width + 1 - place || place < prefix - width) return false;
  const count = width - prefix;
  if (place >= count || place < -count)
    fail('index', `there are ${count} networks around the address, none at ${place}`);
  const around = place < 0 ? width + place : prefix + place;
  return networkText(cidrOf({ ...network, prefix: around }));
}

function subnetOf(network: Network, prefix: number, index: bigint | null): Value {
  if (index === null) return countOf(network, prefix);
  const place = placeOf(network, prefix, index);
  if (place === undefined) return false;
  const value = network.value + (place << BigInt(widthOf(network.version) - prefix));
  const written = `${addressText(addressOfInt(value))}/${prefix}`;
  return networkText(parseNetwork(written) ?? fail('value', `${written} is no network`));
}

function countOf(network: Network, prefix: number): string {
  if (prefix < network.prefix) fail('value', `a /${network.prefix} has no subnets of /${prefix}`);
  return String(1n << BigInt(prefix - network.prefix));
}

/** A network larger than this one counts as one subnet without an end: only its index 0 is there (Ansible). */
function placeOf(network: Network, prefix: number, index: bigint): bigint | undefined {
  if (prefix < network.prefix) return index === 0n ? index : undefined;
  const count = 1n << BigInt(prefix - network.prefix);
  const place = index < 0n ? index + count : index;
  return place >= 0n && place < count ? place : undefined;
}

/** Counting from 1. */
function numberWithin(network: Network, query: string): string {
  const outer = recognise(query, 0)?.network ?? fail('value', `${query} is neither prefix, nor network, nor address`);
  const width = widthOf(network.version);
  const shift = BigInt(width - outer.prefix);
  if (shift < 0n || outer.prefix > network.prefix) fail('value', `${query} does not hold ${networkText(network)}`);
  if (network.value >> shift !== outer.value >> shift) fail('value', `${networkText(network)} is not in ${query}`);
  const mask = (1n << BigInt(network.prefix - outer.prefix)) - 1n;
  return String(((network.value >> BigInt(width - network.prefix)) & mask) + 1n);
}
