/** Tests of addresses and networks, known under `ansible.utils.` only, as with Ansible. What is no address is none of them. */
import { testOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateTest } from '../callable.ts';
import { addressText, type Address } from '../filters/network/address.ts';
import { holds, hostmaskOf, netmaskOf, type Network } from '../filters/network/network.ts';
import { strictAddress, strictNetwork } from '../filters/network/strict-network.ts';
import { iterate } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';
import {
  isLoopback,
  isMapped,
  isMulticast,
  isPrivate,
  isPublic,
  isReserved,
  isSixToFour,
  isTeredo,
  isUnspecified,
} from './address-registry.ts';

const isWithin = (inner: Value, outer: Value): boolean => {
  const [innerNetwork, outerNetwork] = [strictNetwork(inner), strictNetwork(outer)];
  return innerNetwork !== undefined && outerNetwork !== undefined && holds(outerNetwork, innerNetwork);
};

const byShortName: Readonly<Record<string, TemplateTest>> = {
  in_network: testOf(['ip', 'network'], isWithin),
  in_any_network: testOf(['ip', 'networks'], (ip, networks) => countOf(ip, networks) > 0),
  in_one_network: testOf(['ip', 'networks'], (ip, networks) => countOf(ip, networks) === 1),
  subnet_of: testOf(['network_a', 'network_b'], isWithin),
  supernet_of: testOf(['network_a', 'network_b'], (outer, inner) => isWithin(inner, outer)),
  ip: testOf(['ip'], ip => strictNetwork(ip) !== undefined),
  ipv4: testOf(['ip'], ip => strictNetwork(ip)?.version === 4),
  ipv6: testOf(['ip'], ip => strictNetwork(ip)?.version === 6),
  ip_address: testOf(['ip'], ip => strictAddress(ip) !== undefined),
  ipv4_address: addressTest(address => address.version === 4),
  ipv6_address: addressTest(address => address.version === 6),
  ipv4_hostmask: testOf(['ip'], ip => isMask(ip, hostmaskOf)),
  ipv4_netmask: testOf(['mask'], mask => isMask(mask, netmaskOf)),
  ipv6_ipv4_mapped: addressTest(isMapped),
  ipv6_sixtofour: addressTest(isSixToFour),
  ipv6_teredo: addressTest(isTeredo),
  loopback: addressTest(isLoopback),
  multicast: addressTest(isMulticast),
  private: addressTest(isPrivate),
  public: addressTest(isPublic),
  reserved: addressTest(isReserved),
  unspecified: addressTest(isUnspecified),
  mac: testOf(['mac'], mac => isHardwareAddress(requireText(mac))),
};

export const networkTests: ReadonlyMap<string, TemplateTest> = new Map(
  Object.entries(byShortName).map(([name, test]) => [`ansible.utils.${name}`, test]),
);

function addressTest(isOfKind: (address: Address) => boolean): TemplateTest {
  return testOf(['ip'], ip => {
    const address = strictAddress(ip);
    return address !== undefined && isOfKind(address);
  });
}

function countOf(ip: Value, networks: Value): number {
  return [...iterate(networks)].filter(network => isWithin(ip, network)).length;
}

/** Whether the text is that mask of a network in 10.0.0.0 (so Ansible asks: masks shorter than /7 are none). */
function isMask(value: Value, maskOf: (network: Network) => Address): boolean {
  const network = strictNetwork(`10.0.0.0/${str(value)}`);
  return network !== undefined && addressText(maskOf(network)) === value;
}

/** Six pairs, three groups of four with dots, or bare. */
function isHardwareAddress(text: string): boolean {
  return /^(?:(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{12})\n?$/i.test(text);
}
