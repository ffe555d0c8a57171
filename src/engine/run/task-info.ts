/** A task as reporters see it, its name rendered. */
import { str, Template, type Templar } from '../../template/index.ts';
import { shortName } from '../load/find-action.ts';
import { asText, isLazy } from '../load/tree.ts';
import type { TaskInfo } from '../events.ts';
import type { Task } from '../playbook.ts';
import type { Section } from './section.ts';

export function taskInfo(task: Task, section: Section, templar: Templar, noLog: boolean): TaskInfo {
  return {
    path: task.path,
    name: taskName(task, templar),
    action: shortName(task.action),
    written: task.action,
    handler: task.handler,
    section: section.name,
    noLog,
    where: task.where,
  };
}

/** The task's name, or its module's as written; a role's tasks carry the role's name in front. */
function taskName(task: Task, templar: Templar): string {
  return inItsRole(task, isNameless(task) ? defaultName(task) : nameText(task, templar));
}

/** The same before anything is rendered. */
export function unrenderedName(task: Task): string {
  return inItsRole(task, isNameless(task) ? defaultName(task) : writtenName(task));
}

function inItsRole(task: Task, own: string): string {
  return task.role === undefined || shortName(task.action) === 'include_role' ? own : `${task.role.name} : ${own}`;
}

/** A name that is empty or null is none. */
function isNameless({ name }: Task): boolean {
  return name === undefined || name === null || name === '';
}

function defaultName(task: Task): string {
  const role = task.options.get('name');
  if (shortName(task.action) !== 'include_role' || role === undefined) return task.action;
  return `${task.action} : ${asText(role) ?? ''}`;
}

function nameText(task: Task, templar: Templar): string {
  return task.name === undefined ? task.action : renderName(task.name, templar);
}

function renderName(name: Task['name'], templar: Templar): string {
  if (!(name instanceof Template)) return isLazy(name) ? '' : str(name ?? '');
  try {
    return str(templar.render(name));
  } catch {
    return partByPart(name, templar);
  }
}

/** A name with an expression that fails: that part becomes a placeholder, the rest is rendered. */
function partByPart(name: Template, templar: Templar): string {
  return name.source.replace(/\{\{.*?\}\}/gs, part => {
    try {
      return str(templar.render(new Template(part, name.where)));
    } catch (error) {
      return `<< error 1 - ${error instanceof Error ? error.message : String(error)} >>`;
    }
  });
}

/** The name as it was written, for places that have no variables. */
export function writtenName(task: Task): string {
  return asText(task.name) ?? task.action;
}
