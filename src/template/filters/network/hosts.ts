/** Filters that give one host of a network: nthhost, next_nth_usable, previous_nth_usable, slaac. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { fail } from '../../fail.ts';
import type { Value } from '../../values/types.ts';
import { addressOf, addressText, intOfText } from './address.ts';
import { interfaceId, parseHardwareAddress } from './hardware-address.ts';
import { addressAt } from './ipaddr.ts';
import { firstOf, sizeOf, type Network } from './network.ts';
import { intOption, textOrNothing } from './option.ts';
import { recognise } from './recognise.ts';
import { neighbour } from './usable.ts';

export const hostFilters: Readonly<Record<string, TemplateFilter>> = {
  nthhost: filterOf(['value', ['query', null], '*rest'], (value, query) =>
    nthHost(networkIn(textOrNothing(value)), textOrNothing(query)),
  ),
  next_nth_usable: filterOf(['value', ['offset', null], '*rest'], (value, offset) =>
    usableAway(textOrNothing(value), offset, 1n),
  ),
  previous_nth_usable: filterOf(['value', ['offset', null], '*rest'], (value, offset) =>
    usableAway(textOrNothing(value), offset, -1n),
  ),
  slaac: filterOf(['value', ['query', null], '*rest'], (value, query) =>
    slaac(networkIn(textOrNothing(value)), textOrNothing(query)),
  ),
};

function networkIn(text: string): Network | undefined {
  return text === '' ? undefined : recognise(text, 0)?.network;
}

function nthHost(network: Network | undefined, query: string): Value {
  const position = intOfText(query);
  if (network === undefined || position === undefined || position >= sizeOf(network)) return false;
  const address = addressAt(network, position) ?? fail('index', `the network has no address ${position}`);
  return addressText(address);
}

function usableAway(text: string, offset: Value, direction: bigint): Value {
  const distance = intOption(offset, 'offset');
  const network = networkIn(text);
  if (network === undefined) return false;
  if (distance === null || typeof offset === 'boolean') fail('value', 'the offset must be an integer');
  return neighbour(network, distance * direction);
}

/** The address a host with that hardware address gives itself in an IPv6 network. */
function slaac(network: Network | undefined, query: string): Value {
  const hardware = query === '' ? undefined : parseHardwareAddress(query);
  if (network?.version !== 6 || hardware === undefined) return false;
  const address = addressOf(firstOf(network).value + interfaceId(hardware), 6);
  return addressText(address ?? fail('index', 'the address would lie beyond IPv6'));
}
