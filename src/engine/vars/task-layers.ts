/** The levels of variables that come from where a task stands: worked out once for each task. */
import { shortName } from '../load/find-action.ts';
import type { Parent, RoleUse, Task, Vars } from '../playbook.ts';

export interface TaskLayers {
  /** `vars:` of include_tasks and include_role around the task, and their loop variables; innermost first. */
  readonly includeParams: readonly Vars[];
  /** Plain parameters of the roles around the task. */
  readonly roleParams: readonly Vars[];
  /** `vars:` of the task, its blocks, imports and role uses; innermost first. */
  readonly own: readonly Vars[];
  /** vars/main of the task's role and of those it depends on. */
  readonly roleVars: readonly Vars[];
  readonly roleDefaults: readonly Vars[];
}

const known = new WeakMap<Task, TaskLayers>();

export function taskLayers(task: Task): TaskLayers {
  let layers = known.get(task);
  if (!layers) known.set(task, (layers = workOut(task)));
  return layers;
}

function workOut(task: Task): TaskLayers {
  const own: Vars[] = [];
  const includeParams: Vars[] = [];
  const roleParams: Vars[] = [];
  let node: Parent | undefined = task;
  while (node !== undefined && node.kind !== 'play') {
    const include: boolean = node.kind === 'task' && node !== task && shortName(node.action).startsWith('include_');
    if (node.vars.size > 0) (include ? includeParams : own).push(node.vars);
    if (node.kind === 'role' && node.params.size > 0) roleParams.push(node.params);
    node = node.parent;
  }
  const chain = roleChain(task.role);
  return {
    includeParams,
    roleParams,
    own,
    roleVars: filled(chain.map(role => role.roleVars)),
    roleDefaults: filled(chain.map(role => role.defaults)),
  };
}

/** The task's role, what it depends on, then the roles around it. */
function roleChain(role: RoleUse | undefined): RoleUse[] {
  const chain: RoleUse[] = [];
  for (let around = role; around !== undefined; around = around.role) chain.push(around, ...dependenciesOf(around));
  return chain;
}

function dependenciesOf(role: RoleUse): RoleUse[] {
  return role.dependencies.flatMap(dependency => [dependency, ...dependenciesOf(dependency)]);
}

function filled(layers: readonly Vars[]): readonly Vars[] {
  return layers.filter(layer => layer.size > 0);
}
