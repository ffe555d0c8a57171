/** What `ipaddr` can be asked: each query is a function of what was recognised. None and False both say "no", as in Ansible. */
import { fail } from '../../fail.ts';
import { int } from '../../values/integers.ts';
import type { Value } from '../../values/types.ts';
import { addressText, type Address } from './address.ts';
import { isLinkLocal, isLoopback, isMulticast, isPrivate, isPublic, reverseName } from './address-kinds.ts';
import { asSixToFour, asVersion4, asVersion6 } from './conversions.ts';
import {
  broadcastOf,
  cidrOf,
  firstOf,
  hostmaskOf,
  isAtFirst,
  netmaskOf,
  networkText,
  sizeOf,
  type Network,
} from './network.ts';
import type { Recognised } from './recognise.ts';
import { firstUsable, lastUsable, neighbour, peerOf, usableRange } from './usable.ts';

type Query = (found: Recognised) => Value;

const address: Query = ({ network }) =>
  sizeOf(network) > 1n && network.version === 4 && isAtFirst(network) && broadcastOf(network)
    ? null
    : addressText(network);
const gateway: Query = ({ network }) => (isAtAnEnd(network) ? false : networkText(network));
const hostmask: Query = ({ network }) => addressText(hostmaskOf(network));
const networkAddress: Query = ({ network }) => addressText(firstOf(network));
const subnet: Query = ({ network }) => networkText(cidrOf(network));
const loopback = kept(network => isLoopback(hostOf(network)));

/** All queries by name. */
export const queries: ReadonlyMap<string, Query> = new Map<string, Query>(
  Object.entries({
    '': ({ network, kind }) => (kind === 'address' ? addressText(network) : networkText(network)),
    '6to4': asSixToFour,
    address,
    'address/prefix': gateway,
    bool: () => true,
    broadcast: ({ network }) => (sizeOf(network) > 2n ? textOrNone(broadcastOf(network)) : null),
    cidr: ({ network }) => networkText(network),
    first_usable: ofNetwork(firstUsable),
    gateway,
    gw: gateway,
    host: ({ network }) =>
      sizeOf(network) === 1n || !isAtFirst(network) || !broadcastOf(network) ? networkText(network) : null,
    'host/prefix': gateway,
    hostmask,
    hostnet: gateway,
    int: ({ network, kind }) => (kind === 'address' ? int(network.value) : `${network.value}/${network.prefix}`),
    ip: address,
    'ip/prefix': ({ network }) => (isHost(network) ? networkText(network) : null),
    ip_netmask: ({ network }) =>
      isHost(network) ? `${addressText(network)} ${addressText(netmaskOf(network))}` : null,
    ipv4: ({ network, value }) => (network.version === 4 ? value : asVersion4(network)),
    ipv6: ({ network, value }) => (network.version === 6 ? value : asVersion6(network)),
    last_usable: ofNetwork(lastUsable),
    'link-local': kept(network => isLinkLocal(hostOf(network))),
    lo: loopback,
    loopback,
    multicast: kept(isMulticast),
    net: ({ network }) => (sizeOf(network) > 1n && isAtFirst(network) ? networkText(network) : null),
    next_usable: ofNetwork(network => neighbour(network, 1n)),
    netmask: ({ network }) => addressText(netmaskOf(network)),
    network: networkAddress,
    network_id: networkAddress,
    'network/prefix': subnet,
    network_netmask: ({ network }) => `${addressText(firstOf(network))} ${addressText(netmaskOf(network))}`,
    network_wildcard: ({ network }) => `${addressText(firstOf(network))} ${addressText(hostmaskOf(network))}`,
    peer: ofNetwork(peerOf),
    prefix: ({ network }) => network.prefix,
    previous_usable: ofNetwork(network => neighbour(network, -1n)),
    private: kept(isPrivate),
    public: kept(network => isPublic(hostOf(network))),
    range_usable: ofNetwork(usableRange),
    revdns: ({ network }) => reverseName(network),
    router: gateway,
    size: ({ network }) => int(sizeOf(network)),
    size_usable: ({ network }) => usableSize(sizeOf(network)),
    subnet,
    type: ({ network }) => (sizeOf(network) === 1n || !isAtFirst(network) ? 'address' : 'network'),
    unicast: kept(network => !isMulticast(network)),
    version: ({ network }) => network.version,
    wildcard: hostmask,
    wrap,
  } satisfies Record<string, Query>),
);

/** Gives the value itself when its network is of that kind. */
function kept(isOfKind: (network: Network) => boolean): Query {
  return ({ network, value }) => (isOfKind(network) ? value : null);
}

/** A query that only a value written with a prefix can answer. */
function ofNetwork(answer: (network: Network) => Value): Query {
  return ({ network, kind }) =>
    kind === 'network' ? answer(network) : fail('value', `${addressText(network)} is not a network address`);
}

function wrap({ network, kind, value }: Recognised): Value {
  if (network.version === 4) return value;
  return `[${addressText(network)}]${kind === 'network' ? `/${network.prefix}` : ''}`;
}

function hostOf({ version, value }: Network): Address {
  return { version, value };
}

function isHost(network: Network): boolean {
  return sizeOf(network) === 2n || (sizeOf(network) > 1n && !isAtFirst(network));
}

function isAtAnEnd(network: Network): boolean {
  return sizeOf(network) > 2n && (isAtFirst(network) || network.value === broadcastOf(network)?.value);
}

function usableSize(size: bigint): Value {
  return size === 1n ? 0 : int(size === 2n ? 2n : size - 2n);
}

function textOrNone(found: Address | undefined): Value {
  return found ? addressText(found) : null;
}
