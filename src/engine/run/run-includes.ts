/** Runs what includes asked for: hosts that ask for the same file with the same variables go through it together. */
import { str } from '../../template/index.ts';
import { broughtBy, type Bringer } from '../load/brought-by.ts';
import { loadTaskFile } from '../load/load-import.ts';
import { loadRole } from '../load/load-role.ts';
import { asDict, isLazy, textEntries } from '../load/tree.ts';
import type { Block, Node, Parent, Task } from '../playbook.ts';
import { includeContext } from './include-context.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import type { Section } from './section.ts';
import type { IncludeRequest, TaskRun } from './task-run.ts';

/** Loads and runs each include of a task, in the order the hosts and items asked for them. */
export async function runIncludes(runs: readonly TaskRun[], play: PlayRun, section: Section): Promise<void> {
  const asked = runs.flatMap(run => run.includes.map(request => ({ run, request })));
  const brought = grouped(asked.map(({ request }) => request)).map(group => {
    const { run } = asked[0]!;
    const request = group[0]!;
    const nodes = broughtBy(includesAround(run.task), () => nodesOf(run.task, request, play));
    const hosts = group.map(({ host }) => host);
    tellInclude(run, request, hosts);
    return { nodes, hosts };
  });
  for (const { nodes, hosts } of brought) await play.walker.runNodes(nodes, play, hosts, section);
}

function nodesOf(task: Task, request: IncludeRequest, play: PlayRun): readonly Node[] {
  return request.kind === 'role' ? roleNodes(task, request, play) : fileNodes(task, request, play);
}

function tellInclude({ play, info, task }: TaskRun, { name, vars }: IncludeRequest, hosts: readonly HostState[]): void {
  const loopVar = vars.get('ansible_loop_var');
  const item = typeof loopVar === 'string' && task.loop !== undefined ? vars.get(loopVar) : undefined;
  const label = item === undefined || isLazy(item) ? undefined : str(item);
  const host = hosts.map(each => each.name).join(', ');
  play.emit({ type: 'include', task: info, host, file: name, label });
}

/** The includes and imports that brought the include itself, innermost first. */
function includesAround(task: Task): Bringer[] {
  const found: Bringer[] = [];
  for (let node: Parent | undefined = task.parent; node !== undefined; node = node.parent) {
    if (node.kind === 'role') found.push({ what: `role ${node.name}`, where: node.where });
    if (node.kind === 'task') found.push({ what: node.action, where: node.where });
  }
  return found;
}

function grouped(requests: readonly IncludeRequest[]): IncludeRequest[][] {
  const groups: IncludeRequest[][] = [];
  for (const request of requests) {
    const alike = groups.find(group => sameInclude(group, request));
    if (alike) alike.push(request);
    else groups.push([request]);
  }
  return groups;
}

function sameInclude(group: readonly IncludeRequest[], request: IncludeRequest): boolean {
  const [first] = group;
  return (
    first!.name === request.name &&
    !group.some(({ host }) => host === request.host) &&
    [...request.vars].every(([name, value]) => first!.vars.get(name) === value)
  );
}

function fileNodes(task: Task, request: IncludeRequest, play: PlayRun): readonly Node[] {
  const parent = includeOf(task, request);
  const applied = applyBlock(parent);
  const context = includeContext(play, parent, applied ?? parent);
  const nodes = loadTaskFile(request.name, parent, context, applied ?? parent);
  play.warn(context.warnings);
  if (!applied) return nodes;
  applied.block = nodes;
  return [applied];
}

function roleNodes(task: Task, request: IncludeRequest, play: PlayRun): readonly Node[] {
  const parent = includeOf(task, request);
  const applied = applyBlock(parent);
  const option = (name: string): string | undefined => {
    const value = request.options.get(name);
    return value === undefined || value === null ? undefined : str(value);
  };
  const context = includeContext(play, parent, applied ?? parent);
  const isPublic = request.options.get('public') === true;
  const duplicates = request.options.get('allow_duplicates');
  const role = loadRole(
    {
      name: request.name,
      where: task.where,
      vars: new Map(),
      tasksFrom: option('tasks_from'),
      varsFrom: option('vars_from'),
      defaultsFrom: option('defaults_from'),
      handlersFrom: option('handlers_from'),
      allowDuplicates: duplicates !== false,
      checkArguments: request.options.get('rolespec_validate') !== false,
      public: isPublic,
    },
    context,
  );
  play.warn(context.warnings);
  play.takeRole(role);
  if (!applied) return role.tasks;
  applied.block = role.tasks;
  return [applied];
}

/** The include as the parent of what it brings: it carries the loop's variables, and hands down no keywords. */
function includeOf(task: Task, request: IncludeRequest): Task {
  const written = request.options.get('as');
  return { ...task, vars: request.vars, dynamic: true, ...(typeof written === 'string' && { includedAs: written }) };
}

/** `apply:` of an include is a block around what it brings. */
function applyBlock(parent: Task): Growing | undefined {
  const applied = asDict(parent.options.get('apply'));
  if (!applied || applied.size === 0) return undefined;
  const keywords = textEntries(applied);
  const vars = textEntries(asDict(keywords.get('vars')) ?? new Map());
  const { path, where, role } = parent;
  return { kind: 'block', path, where, keywords, vars, block: [], rescue: [], always: [], parent, role };
}

type Growing = Omit<Block, 'block'> & { block: readonly Node[] };
