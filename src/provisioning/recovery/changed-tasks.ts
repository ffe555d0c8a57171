import type { Node, Playbook, Task } from '../../engine/index.ts';
import { str, Template, LazyDict, LazyList, type Raw } from '../../template/index.ts';

interface NamedTask {
  readonly path: string;
  readonly name: string;
}

/** The tasks of a play that another version of it does not have, or has otherwise: by their paths. */
export function changedTasks(before: Playbook, now: Playbook): readonly NamedTask[] {
  const others = new Map(tasksOf(now).map(task => [task.path, textOf(task)]));
  return tasksOf(before)
    .filter(task => others.get(task.path) !== textOf(task))
    .map(task => ({ path: task.path, name: nameOf(task) }));
}

function nameOf({ keywords, action }: Task): string {
  const name = keywords.get('name');
  return typeof name === 'string' ? name : name instanceof Template ? name.source : action;
}

function tasksOf({ plays }: Playbook): Task[] {
  return plays.flatMap(play => [
    ...tasksIn(play.preTasks),
    ...play.roles.flatMap(role => tasksIn(role.tasks)),
    ...tasksIn(play.tasks),
    ...tasksIn(play.postTasks),
    ...tasksIn(play.handlers),
  ]);
}

function tasksIn(nodes: readonly Node[]): Task[] {
  return nodes.flatMap(node =>
    node.kind === 'task'
      ? [node, ...tasksIn(node.imported ?? [])]
      : tasksIn([...node.block, ...node.rescue, ...node.always]),
  );
}

/** What a task says, whatever its place and its name. */
function textOf({ action, options, keywords, vars, loop }: Task): string {
  const said = [...keywords].filter(([name]) => name !== 'name');
  return JSON.stringify([action, plain(options), plain(new Map(said)), plain(vars), plain(loop?.value ?? null)]);
}

function plain(raw: Raw | ReadonlyMap<unknown, Raw>): unknown {
  if (raw instanceof Template) return raw.source;
  if (raw instanceof LazyList) return raw.items.map(plain);
  if (raw instanceof LazyDict) return plain(raw.entries);
  if (raw instanceof Map) return [...raw].map(([key, value]) => [str(key), plain(value)]);
  if (Array.isArray(raw)) return raw.map(plain);
  return typeof raw === 'bigint' ? String(raw) : raw;
}
