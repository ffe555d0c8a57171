import type { Reporter, RunEvent, TaskInfo } from '../../engine/events.ts';
import { eventLine } from './event-line.ts';

/** `--events`: one JSON object a line, each with the version of its shape. Results stay in the run's rows, but for their message. */
export function ndjsonReporter(write: (text: string) => void): Reporter {
  return {
    report: event => {
      write(eventLine(event.type, eventFields(event)));
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;
type EventType = RunEvent['type'];
type Events = { [Type in EventType]: Extract<RunEvent, { type: Type }> };
type EventOf<Type extends EventType> = { [Key in Type]: Events[Key] & { readonly type: Key } }[Type];
type Writers = { readonly [Type in EventType]: (event: EventOf<Type>) => Fields };

const writers: Writers = {
  play_start: ({ name, taskCount }) => ({ name, task_count: taskCount }),
  no_hosts: () => ({}),
  task_start: ({ task }) => taskFields(task),
  retry: ({ task, attempt, left }) => ({ ...taskFields(task), attempt, left }),
  item: ({ task, label, status }) => ({ ...taskFields(task), label, status }),
  include: ({ task, file }) => ({ ...taskFields(task), file }),
  result: ({ task, status, durationMs, result }) => ({
    ...taskFields(task),
    status,
    duration_ms: Math.round(durationMs),
    message: status === 'ok' || status === 'changed' ? undefined : textOrNothing(result.get('msg')),
  }),
  rescue: ({ failed }) => ({ failed_task: failed?.name }),
  warning: ({ message, where }) => ({ message, where }),
  stats: ({ stats }) => ({ stats: Object.fromEntries(stats) }),
};

function eventFields<Type extends EventType>(event: EventOf<Type>): Fields {
  return writers[event.type](event);
}

function taskFields(task: TaskInfo): Fields {
  return { task: task.name, path: task.path, action: task.action, section: task.section };
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
