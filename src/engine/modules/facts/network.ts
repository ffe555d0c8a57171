import { existsSync, readdirSync } from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import type { Collector, Facts } from './collector.ts';
import { defaultRoute, type Family } from './default-route.ts';
import { readSystemFile } from './read-lines.ts';
import { ipv4Net } from './ipv4-net.ts';

type Address = os.NetworkInterfaceInfo;

/** Interfaces, their addresses, and those of the default route. */
export const network: Collector = {
  name: 'network',
  minimal: false,
  words: ['all_ipv4_addresses', 'all_ipv6_addresses', 'default_ipv4', 'default_ipv6', 'interfaces'],
  gather(): Facts {
    const addresses = os.networkInterfaces();
    const names = interfaceNames(addresses);
    const own = names.map(name => [name.replaceAll(/[-:.]/g, '_'), interfaceFact(name, addresses[name] ?? [])]);
    return {
      interfaces: names,
      ...Object.fromEntries(own),
      default_ipv4: defaultFact('IPv4', addresses),
      default_ipv6: defaultFact('IPv6', addresses),
      all_ipv4_addresses: outside(addresses, 'IPv4'),
      all_ipv6_addresses: outside(addresses, 'IPv6'),
    };
  },
};

type Addresses = ReturnType<typeof os.networkInterfaces>;
const folder = '/sys/class/net';

function interfaceNames(addresses: Addresses): string[] {
  return existsSync(folder) ? readdirSync(folder) : Object.keys(addresses);
}

/** The kernel's numbers of kinds of links. */
const kinds: Readonly<Record<string, string>> = {
  '1': 'ether',
  '32': 'infiniband',
  '512': 'ppp',
  '772': 'loopback',
  '65534': 'tunnel',
};
const promiscuous = 0x100;

function interfaceFact(name: string, addresses: readonly Address[]): Facts {
  const [first, ...others] = addresses.filter(({ family }) => family === 'IPv4').map(ipv4Fact);
  const ipv6 = addresses.filter(({ family }) => family === 'IPv6').map(ipv6Fact);
  return {
    device: name,
    ...linkFact(name),
    ...(first === undefined ? {} : { ipv4: first }),
    ...(others.length === 0 ? {} : { ipv4_secondaries: others }),
    ...(ipv6.length === 0 ? {} : { ipv6 }),
  };
}

function linkFact(name: string): Facts {
  const told = (file: string): string | undefined => readSystemFile(join(folder, name, file));
  const macaddress = told('address');
  const mtu = Number(told('mtu'));
  return {
    ...(macaddress === undefined || macaddress === '00:00:00:00:00:00' ? {} : { macaddress }),
    ...(Number.isNaN(mtu) ? {} : { mtu }),
    active: told('operstate') !== 'down',
    type: kinds[told('type') ?? ''] ?? 'unknown',
    promisc: (Number(told('flags') ?? 0) & promiscuous) !== 0,
  };
}

function ipv4Fact({ address, netmask, cidr, internal }: Address): Facts {
  const { network: base, broadcast } = ipv4Net(address, netmask);
  return { address, netmask, network: base, broadcast: internal ? '' : broadcast, prefix: prefixOf(cidr) };
}

function ipv6Fact({ address, cidr, internal }: Address): Facts {
  return { address, prefix: prefixOf(cidr), scope: internal ? 'host' : address.startsWith('fe80') ? 'link' : 'global' };
}

function prefixOf(cidr: string | null): string {
  return cidr?.split('/')[1] ?? '';
}

function outside(addresses: Addresses, family: Family): string[] {
  const all = Object.values(addresses).flatMap(entries => entries ?? []);
  return all.filter(entry => entry.family === family && !entry.internal).map(entry => entry.address);
}

/** The interface that leads to the world, with its first address; an empty dict where none does. */
function defaultFact(family: Family, addresses: Addresses): Facts {
  const route = defaultRoute(family);
  if (route === undefined) return {};
  const own = (addresses[route.device] ?? []).find(entry => entry.family === family);
  const { active: _active, promisc: _promisc, ...link } = linkFact(route.device);
  const address = own === undefined ? {} : family === 'IPv4' ? ipv4Fact(own) : ipv6Fact(own);
  const alias = family === 'IPv4' ? { alias: route.device } : {};
  return { gateway: route.gateway, interface: route.device, ...address, ...link, ...alias };
}
