import { createHash } from 'node:crypto';
import { isObject, type Item, type Json } from './simulator.ts';

/** A hash of items by their content: neither the order of the items nor that of members counts. */
export function digestItems(items: readonly Item[]): string {
  const lines = items.map(item => `${item.kind} ${canonical(item.value)}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** JSON with the members of every object in order of name. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map(name => `${JSON.stringify(name)}:${canonical(value[name]!)}`);
  return `{${members.join(',')}}`;
}
