/** import_tasks and import_role: what they name is read when the playbook is, in place of the task. */
import type { Raw } from '../../template/index.ts';
import type { Node, Parent, Task } from '../playbook.ts';
import { broughtBy } from './brought-by.ts';
import { shortName } from './find-action.ts';
import { findTaskFile } from './find-task-file.ts';
import type { LoadContext } from './load-context.ts';
import { loadRole } from './load-role.ts';
import { playError } from './play-error.ts';
import { readSourceFile } from './source-file.ts';

/** The nodes an import brings, children of the task so that they take its keywords. */
export function loadImport(task: Task, context: LoadContext): { imported: readonly Node[] } {
  if (task.loop) {
    const instead = shortName(task.action) === 'import_tasks' ? 'include_tasks' : 'include_role';
    throw playError(task.where, `You cannot use loops on '${task.action}' statements`, { hint: `Use ${instead}` });
  }
  return {
    imported: shortName(task.action) === 'import_role' ? importRole(task, context) : importTasks(task, context),
  };
}

function importTasks(task: Task, context: LoadContext): Node[] {
  const named = task.options.get('_raw_params') ?? task.options.get('file');
  if (named === undefined) throw playError(task.where, `'${task.action}' names no file, which this type of task needs`);
  const includedAs = nameOf(named, context);
  const path = findTaskFile(includedAs, task, context.role);
  if (context.importing.includes(path)) throw playError(task.where, `${path} imports itself: a recursive loop`);
  return loadTaskFile(path, { ...task, includedAs }, context);
}

/** Loads a file of tasks beneath a task that imports or includes it. */
export function loadTaskFile(path: string, include: Task, context: LoadContext, parent: Parent = include): Node[] {
  return broughtBy([{ what: `${include.action} ${path}`, where: include.where }], () =>
    readTaskFile(path, include, context, parent),
  );
}

function readTaskFile(path: string, include: Task, context: LoadContext, parent: Parent): Node[] {
  const source = readSourceFile(path, include.where);
  context.warnings.push(...source.warnings);
  const inside = {
    ...context,
    source,
    parent,
    path: `${context.path}[${path}]`,
    importing: [...context.importing, path],
  };
  return context.loadNodes(source.root, inside, 'an included file');
}

function importRole(task: Task, context: LoadContext): readonly Node[] {
  const name = task.options.get('name') ?? task.options.get('role');
  if (name === undefined) throw playError(task.where, "'name' is a required field for import_role");
  const option = (key: string): string | undefined => {
    const raw = task.options.get(key);
    return raw === undefined || raw === null ? undefined : nameOf(raw, context);
  };
  const role = loadRole(
    {
      name: nameOf(name, context),
      where: task.where,
      tasksFrom: option('tasks_from'),
      varsFrom: option('vars_from'),
      defaultsFrom: option('defaults_from'),
      handlersFrom: option('handlers_from'),
      public: true,
    },
    { ...context, parent: task },
  );
  return role.tasks;
}

function nameOf(raw: Raw, context: LoadContext): string {
  return context.renderName(raw);
}
