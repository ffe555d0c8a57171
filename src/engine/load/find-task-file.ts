import { isAbsolute, join, resolve } from 'node:path';
import type { Parent, RoleUse, Task } from '../playbook.ts';
import { isFile } from './source-file.ts';

/**
 * Where a file of tasks lies: beside the file that names it, beneath the includes around that, in the role's tasks/, beside the
 * play. The first candidate's path when there is none, for the error.
 */
export function findTaskFile(name: string, task: Task, role: RoleUse | undefined): string {
  if (isAbsolute(name)) return name;
  const candidates = folders(task, role).map(folder => resolve(folder, name));
  return candidates.find(isFile) ?? candidates.at(-1) ?? resolve(name);
}

function folders(task: Task, role: RoleUse | undefined): string[] {
  const found: string[] = [];
  let node: Parent | undefined = task;
  while (node !== undefined) {
    if (node.kind === 'task' && !found.includes(node.directory)) found.push(node.directory);
    if (node.kind === 'play') found.push(node.directory);
    node = node.parent;
  }
  if (role) found.splice(1, 0, join(role.directory, 'tasks'), role.directory);
  return found;
}
