/** `-i`: a list of hosts, or a file in INI or YAML form; several are joined. */
import { dirname, resolve } from 'node:path';
import { missingFile } from '../load/play-error.ts';
import { isFile, readSourceFile } from '../load/source-file.ts';
import { readPlainFile } from '../vault/read-plain-file.ts';
import { addHost, groupNamed, inventoryOf, type Inventory } from './inventory.ts';
import { readIniInventory } from './ini-inventory.ts';
import { readYamlInventory } from './yaml-inventory.ts';

/** The hosts of all sources; localhost alone when there is none. E_PLAY_MISSING for a file that is not there. */
export function loadInventory(sources: readonly string[], directory: string): Inventory {
  if (sources.length === 0) return inventoryOf(['localhost']);
  const shown = sources.map(source => (isList(source) ? source : resolve(directory, source)));
  const files = shown.filter(source => !isList(source));
  const file = files[0];
  const inventory: Inventory = {
    ...inventoryOf([], shown),
    file,
    directory: file === undefined ? undefined : dirname(file),
  };
  for (const source of shown) {
    if (isList(source)) addHosts(inventory, source);
    else addFile(inventory, source);
  }
  settleUngrouped(inventory);
  return inventory;
}

function isList(source: string): boolean {
  return source.includes(',');
}

function addHosts(inventory: Inventory, source: string): void {
  for (const name of source.split(',').map(part => part.trim())) {
    if (name !== '') addHost(inventory, name);
  }
}

function addFile(inventory: Inventory, path: string): void {
  if (!isFile(path)) throw missingFile(undefined, path);
  if (/\.(ya?ml|json)$/.test(path)) readYamlInventory(inventory, readSourceFile(path));
  else readIniInventory(inventory, readPlainFile(path).toString('utf8'), path);
}

/** Hosts that no group names are in `ungrouped`, the others are not. */
function settleUngrouped(inventory: Inventory): void {
  const ungrouped = groupNamed(inventory, 'ungrouped');
  const named = new Set<string>();
  for (const group of inventory.groups.values()) {
    if (group.name !== 'all' && group.name !== 'ungrouped') for (const host of group.hosts) named.add(host);
  }
  for (const host of inventory.hosts.keys()) {
    if (named.has(host)) ungrouped.hosts.delete(host);
    else ungrouped.hosts.add(host);
  }
}
