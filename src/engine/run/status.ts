import type { TaskStatus } from '../events.ts';
import type { Dict } from '../../template/index.ts';
import { isTrue } from './results.ts';

/** What a result says by itself; rescued and ignored are known only to who looks at the play. */
export function statusOf(result: Dict): TaskStatus {
  if (isTrue(result, 'unreachable')) return 'unreachable';
  if (isTrue(result, 'failed')) return 'failed';
  if (isTrue(result, 'skipped')) return 'skipped';
  return isTrue(result, 'changed') ? 'changed' : 'ok';
}
