import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Parent, RoleUse, Task } from '../playbook.ts';
import { isFile } from './source-file.ts';

/**
 * Where a file of tasks lies, searched as Ansible does: in the folder of the include around it as that was written, from the
 * play's directory (or the role's tasks/), then with the folders of the includes around that in front. The first candidate's
 * path when there is none, for the error.
 */
export function findTaskFile(name: string, task: Task, role: RoleUse | undefined): string {
  if (isAbsolute(name)) return name;
  const candidates = [...folders(task, role)].map(folder => resolve(folder, name));
  return candidates.find(isFile) ?? candidates[0] ?? resolve(name);
}

function* folders(task: Task, role: RoleUse | undefined): Generator<string> {
  const base = role === undefined ? playDirectory(task) : join(role.directory, task.handler ? 'handlers' : 'tasks');
  let within = '';
  for (const written of includesAround(task, role)) {
    within = isAbsolute(within) ? within : join(dirname(written), within);
    yield resolve(base, within);
    yield base;
  }
  yield base;
  if (role) yield role.directory;
  yield task.directory;
  yield playDirectory(task);
}

/** The names of the includes and imports around a task within its role, as they were written, the nearest first. */
function* includesAround(task: Task, role: RoleUse | undefined): Generator<string> {
  let node: Parent | undefined = task.parent;
  while (node !== undefined && node !== role) {
    if (node.kind === 'task' && node.includedAs !== undefined) yield node.includedAs;
    node = node.parent;
  }
}

function playDirectory(task: Task): string {
  let node: Parent = task;
  while (node.kind !== 'play') node = node.parent;
  return node.directory;
}
