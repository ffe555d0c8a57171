import type { ExecutionKey } from '../../engine/index.ts';

/** An execution's name in the journal: the same for the same step of the same play. */
export function entryKey({ host, path, item, attempt, visit }: ExecutionKey): string {
  return [host, path, item ?? '', attempt, visit].join('|');
}

/** The task path of a key that `entryKey` made. */
export function pathOfEntry(key: string): string {
  return key.split('|').at(-4) ?? '';
}
