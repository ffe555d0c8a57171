import { LazyDict, LazyList, Template, type Dict, type Raw, type Value } from '../../template/index.ts';
import { dictOfRaw } from '../load/tree.ts';
import type { TaskRun } from './task-run.ts';

/** `ansible_failed_task`: the task as plain data, its templates as the text they were written as. */
export function failedTaskValue({ info, task, keywords }: TaskRun): Dict {
  const value: Dict = new Map<Value, Value>([
    ['name', task.name === undefined ? '' : ownName(info.name, task)],
    ['action', info.written],
    ['args', written(dictOfRaw(task.options))],
  ]);
  for (const [name, raw] of task.keywords) {
    if (!value.has(name) && name !== task.action) value.set(name, written(raw));
  }
  const ignoring = keywords.get('ignore_errors');
  value.set('ignore_errors', ignoring === undefined ? null : written(ignoring));
  return value;
}

/** A tree as it was written, templates as text. */
export function written(raw: Raw): Value {
  if (raw instanceof Template) return raw.source;
  if (raw instanceof LazyList) return raw.items.map(written);
  if (raw instanceof LazyDict) return new Map([...raw.entries].map(([key, value]) => [key, written(value)]));
  return raw;
}

function ownName(name: string, { role }: TaskRun['task']): string {
  const prefix = role === undefined ? '' : `${role.name} : `;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
