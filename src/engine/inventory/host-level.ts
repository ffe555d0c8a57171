/** What the inventory says of a host: variables of its groups, the outer first, then its own; files beside inventory and playbook. */
import type { Raw, Value } from '../../template/index.ts';
import { groupsOfHost, type Inventory } from './inventory.ts';
import { varsFolder } from './vars-folder.ts';

export interface HostLevel {
  readonly vars: ReadonlyMap<string, Raw>;
  /** inventory_hostname, inventory_hostname_short, group_names. */
  readonly own: ReadonlyMap<string, Raw>;
}

/** Merges the levels Ansible has for inventory variables, later ones winning. */
export function hostLevel(inventory: Inventory, name: string, playbookDirectory: string): HostLevel {
  const groups = byDepth(inventory, groupsOfHost(inventory, name));
  const folders = [inventory.directory, playbookDirectory].filter(folder => folder !== undefined);
  const vars = new Map<string, Raw>();
  const take = (more: ReadonlyMap<string, Raw> | undefined): void =>
    more?.forEach((value, key) => vars.set(key, value));
  take(inventory.groups.get('all')?.vars);
  for (const folder of folders) take(varsFolder(folder, 'group_vars', 'all'));
  for (const group of groups) take(inventory.groups.get(group)?.vars);
  for (const folder of folders) for (const group of groups) take(varsFolder(folder, 'group_vars', group));
  take(inventory.hosts.get(name)?.vars);
  for (const folder of folders) take(varsFolder(folder, 'host_vars', name));
  return { vars, own: ownVars(name, groups) };
}

function ownVars(name: string, groups: readonly string[]): ReadonlyMap<string, Raw> {
  const groupNames: Value = groups.length === 0 ? ['ungrouped'] : groups.toSorted();
  return new Map<string, Raw>([
    ['inventory_hostname', name],
    ['inventory_hostname_short', name.split('.')[0] ?? name],
    ['group_names', groupNames],
  ]);
}

/** Outer groups first, then by priority, then by name. */
function byDepth(inventory: Inventory, names: readonly string[]): string[] {
  const known = names.filter(name => name !== 'all');
  const depth = (name: string): number =>
    known.filter(other => other !== name && contains(inventory, other, name)).length;
  const priority = (name: string): number => inventory.groups.get(name)?.priority ?? 1;
  return known.toSorted((a, b) => depth(a) - depth(b) || priority(a) - priority(b) || (a < b ? -1 : 1));
}

function contains(inventory: Inventory, outer: string, inner: string, seen: readonly string[] = []): boolean {
  const children = inventory.groups.get(outer)?.children ?? new Set<string>();
  if (seen.includes(outer)) return false;
  return children.has(inner) || [...children].some(child => contains(inventory, child, inner, [...seen, outer]));
}
