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
  return { hosts, groups, directory: undefined, sources };
}

/** An empty group. */
export function group(name: string): InventoryGroup {
  return { name, vars: new Map(), hosts: new Set(), children: new Set(), priority: 1 };
}
