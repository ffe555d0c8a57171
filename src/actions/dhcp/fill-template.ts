/** Templates with macros in braces, such as {NETWORK}. */
import type { Network } from './network-hosts.ts';

/** The text with its macros replaced; unknown ones become nothing. */
export function filled(template: string, macros: ReadonlyMap<string, string>): string {
  return template.replaceAll(/\{([A-Z]+)\}/g, (_macro, name: string) => macros.get(name) ?? '');
}

/** What a subnet's template may name; HOSTS is the file of its hosts. */
export function subnetMacros(network: Network, hosts: string, denied: string): ReadonlyMap<string, string> {
  const [address = '', length = '32'] = network.cidr.split('/');
  return new Map([
    ['NETWORK', address],
    ['MASK', maskOf(Number(length))],
    ['CIDR', length],
    ['STARTIP', network.first_ip],
    ['ENDIP', network.last_ip],
    ['ROUTERS', next(network.first_ip)],
    ['HOSTS', hosts],
    ['DENYMEMBERS', denied],
  ]);
}

function maskOf(length: number): string {
  return addressOf(length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0);
}

/** The address after the first: there Ubilling's networks have their router. */
function next(ip: string): string {
  return addressOf(ip.split('.').reduce((number, part) => number * 256 + Number(part), 0) + 1);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map(shift => (number >>> shift) & 255).join('.');
}
