/** Inventories in YAML: groups with `hosts`, `vars` and `children`, from `all` down. */
import { playError } from '../load/play-error.ts';
import type { SourceFile } from '../load/source-file.ts';
import { asDict, kindOf, textEntries } from '../load/tree.ts';
import type { Raw } from '../../template/index.ts';
import { expandRange } from './ini-inventory.ts';
import { addHost, groupNamed, type Inventory } from './inventory.ts';

/** Reads the groups of a YAML file into the inventory; E_PLAY_SYNTAX with the place. */
export function readYamlInventory(inventory: Inventory, source: SourceFile): void {
  for (const [name, raw] of entriesOf(source.root, source)) readGroup(inventory, name, raw, source);
}

function readGroup(inventory: Inventory, name: string, raw: Raw, source: SourceFile): void {
  const group = groupNamed(inventory, name);
  const parts = entriesOf(raw, source);
  for (const [key, value] of entriesOf(parts.get('vars') ?? null, source)) group.vars.set(key, value);
  for (const [pattern, vars] of entriesOf(parts.get('hosts') ?? null, source)) {
    for (const host of expandRange(pattern)) {
      addHost(inventory, host);
      group.hosts.add(host);
      for (const [key, value] of entriesOf(vars, source)) inventory.hosts.get(host)!.vars.set(key, value);
    }
  }
  for (const [child, below] of entriesOf(parts.get('children') ?? null, source)) {
    group.children.add(child);
    readGroup(inventory, child, below, source);
  }
}

function entriesOf(raw: Raw, source: SourceFile): Map<string, Raw> {
  if (raw === null) return new Map();
  const dict = asDict(raw);
  if (!dict) throw playError(source.whereOf(raw), `inventory: a mapping is wanted here, not ${kindOf(raw)}`);
  return textEntries(dict);
}
