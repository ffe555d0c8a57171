/** Which addresses are private, multicast and the like, by the lists of netaddr 0.8. */
import { addressText, widthOf, type Address } from './address.ts';
import { holds, isHostmask, isNetmask, parseNetwork, type Network } from './network.ts';

const LINK_LOCAL = networks('169.254.0.0/16', 'fe80::/10');
const LOOPBACK = networks('127.0.0.0/8', '::1/128');
const MULTICAST = networks('224.0.0.0/4', 'ff00::/8');
const PRIVATE = networks(
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '239.0.0.0/8',
  'fc00::/7',
  'fec0::/10',
);
const SIX_TO_FOUR = networks('2002::/16');

export function isLinkLocal(address: Address): boolean {
  return isWithin(LINK_LOCAL, address);
}

export function isLoopback(address: Address): boolean {
  return isWithin(LOOPBACK, address);
}

/** Of a whole network: all of it. */
export function isMulticast(address: Address | Network): boolean {
  return isWithin(MULTICAST, address);
}

/** Of a whole network: all of it. Carriers' NAT, benchmarks and link-local count. */
export function isPrivate(address: Address | Network): boolean {
  return isWithin(PRIVATE, address) || isWithin(LINK_LOCAL, address);
}

/** What is left when all else is taken away; what looks like a mask is not public. */
export function isPublic(address: Address): boolean {
  return ![isMulticast, isPrivate, isLoopback, isNetmask, isHostmask].some(is => is(address));
}

export function isSixToFour(address: Address | Network): boolean {
  return isWithin(SIX_TO_FOUR, address);
}

/** The name of the address in the reverse tree of the DNS. */
export function reverseName(address: Address): string {
  if (address.version === 4) return `${addressText(address).split('.').toReversed().join('.')}.in-addr.arpa.`;
  const digits = address.value.toString(16).padStart(32, '0');
  return `${Array.from(digits).toReversed().join('.')}.ip6.arpa.`;
}

function isWithin(list: NetworkList, address: Address | Network): boolean {
  const network = 'prefix' in address ? address : { ...address, prefix: widthOf(address.version) };
  return list().some(outer => holds(outer, network));
}

type NetworkList = () => readonly Network[];

/** Read when first asked for: few plays ask, and reading takes longer than all else at the start. */
function networks(...texts: string[]): NetworkList {
  let read: readonly Network[] | undefined;
  return () => (read ??= texts.map(text => parseNetwork(text)).filter(network => network !== undefined));
}
