import { LazyList, Template, type Dict, type Raw } from '../../template/index.ts';
import type { EngineAccess } from '../engine-access.ts';
import { findTaskFile } from '../load/find-task-file.ts';
import { findRole } from '../load/load-role.ts';
import { loadVarsFile } from '../load/load-vars-file.ts';
import type { Task, Vars } from '../playbook.ts';
import { includeContext } from './include-context.ts';
import { sleep } from './sleep.ts';
import type { ItemRun } from './task-run.ts';

/** The engine's hands for its own actions, on one execution of a task. */
export function engineAccess(run: ItemRun, signal: AbortSignal): EngineAccess {
  const { task, host, play, templar } = run;
  return {
    templar,
    interactive: false,
    asWritten: raw => asWritten(raw, run),
    job: id => play.run.jobs.find(id),
    raw: (option: string): Raw | undefined => task.options.get(option),
    includeVars: (vars: Vars) => vars.forEach((value, name) => host.includeVars.set(name, value)),
    loadVarsFile: (path: string) => loadVarsFile(path, task.where),
    markSecret: () => {
      run.fate.secret = true;
    },
    taskFile: (name: string) => findTaskFile(name, task, task.role),
    checkRole: (name: string) => void findRole({ name, where: task.where }, includeContext(play, task)),
    include: (kind, name, options) => run.includes.push({ host, kind, name, options, vars: includeVars(run) }),
    addHost: (name, groups, vars) => play.run.addHost(name, groups, vars),
    addToGroup: (group, parents) => play.run.addToGroup(host.name, group, parents),
    setStats: (data: Dict, perHost: boolean, aggregate: boolean) =>
      play.run.customStats.set(perHost ? host.name : undefined, data, aggregate),
    sleep: (milliseconds: number) => sleep(milliseconds, signal),
  };
}

/** The include's own variables with those of the loop around this execution. */
function includeVars({ task, item }: ItemRun): Task['vars'] {
  if (item === undefined) return task.vars;
  return new Map<string, Raw>([...task.vars, ...item.vars]);
}

/** Results and facts are data: only variables that a play's text holds are handed over. */
function asWritten(raw: Raw | undefined, { scope, host }: ItemRun): Raw | undefined {
  const name = raw instanceof Template ? /^\{\{\s*(\w+)\s*\}\}$/.exec(raw.source.trim())?.[1] : undefined;
  const value = name === undefined || host.setFacts.has(name) ? undefined : scope.get(name);
  return Array.isArray(value) || value instanceof LazyList ? value : raw;
}
