/** Hosts and groups of a run, all reached as the local machine. */
import type { Raw } from '../../template/index.ts';

export interface InventoryHost {
  readonly name: string;
  readonly vars: Map<string, Raw>;
}

export interface InventoryGroup {
  readonly name: string;
  readonly vars: Map<string, Raw>;
  readonly hosts: Set<string>;
  readonly children: Set<string>;
  priority: number;
}

export interface Inventory {
  readonly hosts: Map<string, InventoryHost>;
  readonly groups: Map<string, InventoryGroup>;
  /** Directory of the inventory file; undefined for a list of hosts. */
  readonly directory: string | undefined;
  /** The inventory file, when there is one. */
  readonly file: string | undefined;
  readonly sources: readonly string[];
}

/** An inventory of the named hosts without a file, as `-i a,b,`. */
export function inventoryOf(names: readonly string[], sources: readonly string[] = [`${names.join(',')},`]): Inventory {
  const hosts = new Map(names.map(name => [name, { name, vars: new Map<string, Raw>() }]));
  const all = group('all');
  const ungrouped = group('ungrouped');
  all.children.add('ungrouped');
  for (const name of names) ungrouped.hosts.add(name);
  const groups = new Map([all, ungrouped].map(entry => [entry.name, entry]));
  return { hosts, groups, directory: undefined, file: undefined, sources };
}

/** An empty group. */
export function group(name: string): InventoryGroup {
  return { name, vars: new Map(), hosts: new Set(), children: new Set(), priority: 1 };
}

/** The group of that name, made beneath `all` when there is none. */
export function groupNamed(inventory: Pick<Inventory, 'groups'>, name: string): InventoryGroup {
  let found = inventory.groups.get(name);
  if (!found) {
    found = group(name);
    inventory.groups.set(name, found);
    if (name !== 'all') inventory.groups.get('all')?.children.add(name);
  }
  return found;
}

/** Names of the hosts of a group and of the groups beneath it, in the inventory's order. */
export function hostsOfGroup(inventory: Inventory, name: string): Set<string> {
  const members = new Set<string>();
  const visit = (at: string, seen: ReadonlySet<string>): void => {
    const found = inventory.groups.get(at);
    if (!found || seen.has(at)) return;
    for (const host of found.hosts) members.add(host);
    for (const child of found.children) visit(child, new Set([...seen, at]));
  };
  visit(name, new Set());
  return new Set([...inventory.hosts.keys()].filter(host => members.has(host) || name === 'all'));
}

/** Names of all groups a host is in, directly or by a group's parents; `all` is not told. */
export function groupsOfHost(inventory: Inventory, host: string): string[] {
  const names = [...inventory.groups.keys()].filter(name => name !== 'all');
  return names.filter(name => hostsOfGroup(inventory, name).has(host)).toSorted();
}

/** Makes a host known; it may be already. */
export function addHost(inventory: Inventory, name: string): void {
  if (!inventory.hosts.has(name)) inventory.hosts.set(name, { name, vars: new Map() });
}
