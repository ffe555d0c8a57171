import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import type { Task } from '../playbook.ts';
import type { PlayRun } from './play-run.ts';
import type { TaskRun } from './task-run.ts';

/** Folders where a task's files lie, nearest first: of the roles around it, beside its own file, beside the play. */
export function searchFolders(play: PlayRun, task: Task | undefined, kind: string): string[] {
  const folders: string[] = [];
  const add = (folder: string): number => folders.push(join(folder, kind), folder);
  for (let role = task?.role; role !== undefined; role = role.role) add(role.directory);
  if (task) {
    add(task.directory);
    if (task.role) add(dirname(task.directory));
  }
  add(play.play.directory);
  return [...new Set(folders)];
}

/** Finds a controller-side file as Ansible does; E_NOT_FOUND names the places that were searched. */
export function findFile(run: TaskRun, name: string, kind: string): string {
  const path = name.startsWith('~/') ? join(process.env['HOME'] ?? '/', name.slice(2)) : name;
  if (isAbsolute(path)) {
    if (existsSync(path)) return path;
    throw notFound(name, [path]);
  }
  const candidates = searchFolders(run.play, run.task, kind).map(folder => resolve(folder, path));
  const found = candidates.find(candidate => existsSync(candidate));
  if (found === undefined) throw notFound(name, candidates);
  return found;
}

function notFound(name: string, searched: readonly string[]): OmnicrmError {
  const message = `Could not find or access '${name}'; searched in:\n\t${searched.join('\n\t')}`;
  return new OmnicrmError('E_NOT_FOUND', message, { hint: 'Put the file into one of these places' });
}
