/** Ansible's `cidr_merge`: fewest networks that cover the same addresses, or one that spans them all. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { fail } from '../../fail.ts';
import type { Value } from '../../values/types.ts';
import { widthOf, type Version } from './address.ts';
import { firstOf, hostmaskOf, lastOf, networkText, parseNetwork, type Network } from './network.ts';
import { textOption, textsOption } from './option.ts';

export const mergingFilters: Readonly<Record<string, TemplateFilter>> = {
  cidr_merge: filterOf(['value', ['action', 'merge'], '*rest'], (value, action) =>
    cidrMerge(textsOption(value, 'value'), textOption(action, 'action')),
  ),
};

function cidrMerge(texts: readonly string[], action: string): Value {
  if (action !== 'merge' && action !== 'span') fail('value', `cidr_merge knows merge and span, not '${action}'`);
  const networks = texts.map(text => parseNetwork(text) ?? fail('value', `${text} is no network`));
  return action === 'merge' ? merged(networks) : spanned(networks);
}

/** Neighbours and what overlaps become one range, to be split again; a network that is alone stays as written. */
function merged(networks: readonly Network[]): string[] {
  const ranges = networks.map(rangeOf).toSorted(byLast);
  for (let i = ranges.length - 1; i > 0; i--) {
    const [before, after] = [ranges[i - 1]!, ranges[i]!];
    if (before.version === after.version && after.first - 1n <= before.last)
      ranges.splice(i - 1, 2, joined(before, after));
  }
  return ranges.flatMap(range => (range.alone ? [range.alone] : split(range))).map(networkText);
}

interface Range {
  readonly version: Version;
  readonly first: bigint;
  readonly last: bigint;
  readonly alone?: Network;
}

function rangeOf(network: Network): Range {
  return { version: network.version, first: firstOf(network).value, last: lastOf(network).value, alone: network };
}

function byLast(a: Range, b: Range): number {
  return a.version - b.version || order(a.last, b.last) || order(a.first, b.first);
}

function joined(before: Range, after: Range): Range {
  return { version: after.version, first: before.first < after.first ? before.first : after.first, last: after.last };
}

/** The largest networks that fill the range, in order. */
function split({ version, first, last }: Range): Network[] {
  const networks: Network[] = [];
  for (let value = first; value <= last; value = lastOf(networks.at(-1)!).value + 1n) {
    networks.push(largestAt({ version, value, prefix: widthOf(version) }, last));
  }
  return networks;
}

function largestAt(network: Network, last: bigint): Network {
  const wider = { ...network, prefix: network.prefix - 1 };
  const fits = wider.prefix >= 0 && firstOf(wider).value === network.value && lastOf(wider).value <= last;
  return fits ? largestAt(wider, last) : network;
}

/** The smallest network that holds all; None without any. */
function spanned(networks: readonly Network[]): Value {
  const sorted = networks.toSorted(byFirst);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  if (sorted.length === 1) return networkText(lowest);
  if (lowest.version !== highest.version) fail('type', 'IPv4 and IPv6 have no common network');
  return networkText(widened({ ...highest, value: lastOf(highest).value }, firstOf(lowest).value));
}

/** The network with fewer bits, until it starts no later than `lowest`. */
function widened(network: Network, lowest: bigint): Network {
  if (network.prefix === 0 || network.value <= lowest) return network;
  const wider = { ...network, prefix: network.prefix - 1 };
  return widened({ ...wider, value: firstOf(wider).value }, lowest);
}

function byFirst(a: Network, b: Network): number {
  return a.version - b.version || order(firstOf(a).value, firstOf(b).value) || a.prefix - b.prefix || byHost(a, b);
}

function byHost(a: Network, b: Network): number {
  return order(a.value & hostmaskOf(a).value, b.value & hostmaskOf(b).value);
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
