/** Events of a small run: four tasks, of which one is ignored and the last fails. */
import type { RunEvent, TaskInfo, TaskStatus } from '../../../src/engine/events.ts';
import type { Dict } from '../../../src/template/index.ts';

export function taskNamed(name: string): TaskInfo {
  return {
    path: name,
    name,
    action: 'uri',
    handler: false,
    section: 'block',
    noLog: false,
    where: undefined,
    written: 'uri',
  };
}

export function resultOf(name: string, status: TaskStatus, message?: string, durationMs = 12): RunEvent {
  const result: Dict = new Map();
  if (message !== undefined) result.set('msg', message);
  return { type: 'result', task: taskNamed(name), host: 'localhost', status, result, durationMs };
}

export const sampleRun: readonly RunEvent[] = [
  { type: 'play_start', name: 'Provision', taskCount: 5 },
  { type: 'task_start', task: taskNamed('Get product') },
  resultOf('Get product', 'ok'),
  { type: 'task_start', task: taskNamed('Send welcome SMS') },
  resultOf('Send welcome SMS', 'ignored', 'Status code was 500'),
  { type: 'task_start', task: taskNamed('Maybe later') },
  resultOf('Maybe later', 'skipped'),
  { type: 'task_start', task: taskNamed('Create account in OCS') },
  resultOf('Create account in OCS', 'failed', 'SERVER_ERROR: \u001b[2Jnot found', 4200),
];
