import type { Dict } from '../../template/index.ts';
import type { RunEvent } from '../events.ts';

type ResultEvent = Extract<RunEvent, { type: 'result' }>;

const failing = new Set(['failed', 'rescued', 'ignored']);

/** A result as Ansible's callbacks show it: the flags that are true, and the module's name. */
export function shownResult({ result, status, task }: ResultEvent): Dict {
  const shown: Dict = new Map(result);
  const unreachable = result.get('unreachable') === true;
  shown.delete('failed');
  shown.delete('skipped');
  if (failing.has(status) && !unreachable) shown.set('failed', true);
  if (status === 'skipped') shown.set('skipped', true);
  shown.set('action', task.written);
  return shown;
}
