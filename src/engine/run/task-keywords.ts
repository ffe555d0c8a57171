/** What a task's keywords come to, with those of the blocks, imports, roles and the play around it. */
import { listOf } from '../load/tree.ts';
import type { Raw } from '../../template/index.ts';
import type { Keywords, Parent, Task } from '../playbook.ts';

export interface TaskKeywords {
  /** The nearest value of a keyword: the task's own, or of what is around it. */
  get(name: string): Raw | undefined;
  /** All conditions, the outermost first. */
  readonly when: readonly Raw[];
  readonly tags: readonly Raw[];
  /** `environment` of play, blocks and task, the outermost first. */
  readonly environment: readonly Raw[];
  readonly moduleDefaults: readonly Raw[];
}

const known = new WeakMap<Task, TaskKeywords>();

/** Works out a task's keywords once. An include's own do not reach the tasks it brought; those around the include do. */
export function taskKeywords(task: Task): TaskKeywords {
  let keywords = known.get(task);
  if (!keywords) known.set(task, (keywords = workOut(task)));
  return keywords;
}

function workOut(task: Task): TaskKeywords {
  const levels = [...levelsOf(task)];
  const inherited = new Map<string, Raw>();
  for (const level of levels) {
    for (const [name, value] of level) {
      if (!inherited.has(name) && (level === task.keywords || handedDown.has(name))) inherited.set(name, value);
    }
  }
  const outermostFirst = levels.toReversed();
  const all = (name: string): Raw[] => outermostFirst.flatMap(level => listOf(level.get(name)));
  return {
    get: name => inherited.get(name),
    when: all('when'),
    tags: all('tags'),
    environment: all('environment'),
    moduleDefaults: all('module_defaults'),
  };
}

const handedDown: ReadonlySet<string> = new Set([
  'any_errors_fatal',
  'become',
  'become_exe',
  'become_flags',
  'become_method',
  'become_user',
  'check_mode',
  'delegate_facts',
  'delegate_to',
  'diff',
  'ignore_errors',
  'ignore_unreachable',
  'no_log',
  'notify',
  'run_once',
  'throttle',
  'timeout',
]);

function* levelsOf(task: Task): Generator<Keywords> {
  let node: Parent | undefined = task;
  while (node !== undefined) {
    if (node === task || node.kind !== 'task' || !node.dynamic) yield node.keywords;
    node = node.parent;
  }
}
