import { createHash } from 'node:crypto';
import type { ItemRun } from './task-run.ts';

/**
 * Names one call of a run in 32 hexadecimal digits: the same run, task, loop item and visit give the same key in every life of the
 * run, so a backend that knows Idempotency-Key carries it out once. Attempts of `until` share it.
 */
export function callKey({
  play,
  host,
  task,
  item,
  visit,
}: Pick<ItemRun, 'play' | 'host' | 'task' | 'item' | 'visit'>): string {
  const parts = [play.run.id, host.name, task.path, item?.index ?? '', visit];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
