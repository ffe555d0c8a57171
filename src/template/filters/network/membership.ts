/** Filters that ask whether networks hold each other: network_in_usable, network_in_network, reduce_on_network. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { asInt } from '../../values/integers.ts';
import { truth } from '../../values/truth.ts';
import type { Value } from '../../values/types.ts';
import { ipaddr } from './ipaddr.ts';
import { cidrOf, networkText } from './network.ts';
import { textOrNothing, textsOption } from './option.ts';
import { recognise } from './recognise.ts';

export const membershipFilters: Readonly<Record<string, TemplateFilter>> = {
  network_in_usable: filterOf(['value', ['test', null], '*rest'], (value, test) =>
    isWithin(boundsOf(test), usableBoundsOf(value)),
  ),
  network_in_network: filterOf(['value', ['test', null], '*rest'], (value, test) =>
    isWithin(boundsOf(test), boundsOf(value)),
  ),
  reduce_on_network: filterOf(['value', ['network', null], '*rest'], (value, network) => {
    const outer = boundsOf(network);
    return textsOption(value, 'value').filter(text => isWithin(boundsOf(text), outer));
  }),
};

/** Ansible compares bare numbers: versions are not told apart, and what is no address counts as 0. */
interface Bounds {
  readonly first: bigint;
  readonly last: bigint;
}

function isWithin(inner: Bounds, outer: Bounds): boolean {
  return [inner.first, inner.last].every(number => number >= outer.first && number <= outer.last);
}

function boundsOf(value: Value): Bounds {
  const network = normalised(value);
  return { first: numberOf(network, 'network'), last: numberOf(network, 'broadcast') };
}

function usableBoundsOf(value: Value): Bounds {
  const network = normalised(value);
  return { first: numberOf(network, 'first_usable'), last: numberOf(network, 'last_usable') };
}

/** `ADDRESS/PREFIX` of anything that is an address, else False. */
function normalised(value: Value): Value {
  const text = textOrNothing(value);
  const found = text === '' ? undefined : recognise(text, 0);
  return found ? networkText(cidrOf(found.network)) : false;
}

function numberOf(network: Value, query: string): bigint {
  const answer = ipaddr(network, query);
  const number = asInt(ipaddr(truth(answer) ? answer : ipaddr(network, 'address'), 'int'));
  return BigInt(number ?? 0);
}
