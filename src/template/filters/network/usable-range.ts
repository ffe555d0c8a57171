/** Ansible's `usable_range`: all addresses of a network (also the first and the last, in spite of its name) and their number. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { fail } from '../../fail.ts';
import { int } from '../../values/integers.ts';
import { str } from '../../values/text.ts';
import type { Dict, Value } from '../../values/types.ts';
import { addressText } from './address.ts';
import { sizeOf, type Network } from './network.ts';
import { strictNetwork } from './strict-network.ts';

/** More would fill the memory: Ansible tries. */
const MOST = 1n << 20n;

export const usableRangeFilter: TemplateFilter = filterOf(['ip'], ip =>
  addressesOf(strictNetwork(ip) ?? fail('value', `${str(ip)} is no network, or has bits beyond its prefix`)),
);

function addressesOf(network: Network): Dict {
  const size = sizeOf(network);
  if (size > MOST) fail('value', `a list of ${size} addresses is too long`);
  const texts = Array.from({ length: Number(size) }, (_, i) =>
    addressText({ version: network.version, value: network.value + BigInt(i) }),
  );
  return new Map<Value, Value>([
    ['usable_ips', texts],
    ['number_of_ips', int(size)],
  ]);
}
