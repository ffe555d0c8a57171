import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { applyAttributes, type AttributeChange } from '../shared/file-attributes.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { pathInfo, stateAt } from '../shared/path-info.ts';
import { flagArgument } from '../shared/read-arguments.ts';

/** One task of the module `file`. */
export interface FileTask {
  readonly args: ModuleArguments;
  readonly context: ModuleContext;
  /** As the task wrote it, for results. */
  readonly path: string;
  readonly absolute: string;
  /** What is there now: absent, file, directory, link, hard. */
  readonly previous: string;
}

/** Nothing at the path, whatever was there. */
export function ensureAbsent({ context, path, absolute, previous }: FileTask): ModuleResult {
  const changed = previous !== 'absent';
  if (changed && !context.check) rmSync(absolute, { recursive: true, force: true });
  const diff = { before: { path, state: previous }, after: { path, state: 'absent' } };
  return { changed, path, state: 'absent', ...(context.diff && changed ? { diff } : {}) };
}

/** The file that has to be there already, with its attributes. */
export function ensureFile(task: FileTask): ModuleResult {
  const { args, path, absolute, previous } = task;
  if (previous === 'absent') throw new FileProblem(`file (${path}) is absent, cannot continue`, { state: 'absent' });
  const followed = previous === 'link' && flagArgument(args, 'follow') ? stateBehind(absolute) : previous;
  if (followed !== 'file' && followed !== 'hard')
    throw new FileProblem(`file (${path}) is ${followed}, cannot continue`);
  const change = applyAttributes(absolute, args, { check: task.context.check, follow: flagArgument(args, 'follow') });
  return finished(task, change !== undefined, change, { path });
}

function stateBehind(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'link';
  return stats.isDirectory() ? 'directory' : 'file';
}

/** The folder and those above it; `recurse` gives the attributes to everything below as well. */
export function ensureDirectory(task: FileTask): ModuleResult {
  const { args, context, path, absolute, previous } = task;
  const isDirectory = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (previous !== 'absent' && !isDirectory) throw new FileProblem(`${path} already exists as a ${previous}`);
  if (!isDirectory && context.check) return finished(task, true, undefined, { path }, 'directory');
  if (!isDirectory) createFolders(absolute, args);
  const change = applyAttributes(absolute, args, { check: context.check });
  const below = flagArgument(args, 'recurse') ? applyBelow(absolute, args, context.check) : false;
  return finished(task, !isDirectory || change !== undefined || below, change, { path }, 'directory');
}

/** Each folder that had to be made gets the attributes, not only the last. */
function createFolders(path: string, args: ModuleArguments): void {
  if (stateAt(path) !== 'absent') return;
  createFolders(dirname(path), args);
  mkdirSync(path);
  // mkdir's own mode is what umask leaves of it: set it plainly, as Ansible does.
  chmodSync(path, 0o777 & ~process.umask());
  applyAttributes(path, args, { check: false });
}

function applyBelow(folder: string, args: ModuleArguments, check: boolean): boolean {
  let changed = false;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    changed = applyAttributes(path, args, { check, follow: flagArgument(args, 'follow') }) !== undefined || changed;
  }
  return changed;
}

/** The result of a path in its new state, with the diff where it is asked for. */
export function finished(
  task: FileTask,
  changed: boolean,
  change: AttributeChange | undefined,
  names: Readonly<Record<string, unknown>>,
  state: string = task.previous,
): ModuleResult {
  const { path, absolute, previous, context } = task;
  const moved = previous !== state;
  const diff = {
    before: { path, ...(moved ? { state: previous } : {}), ...change?.before },
    after: { path, ...(moved ? { state } : {}), ...change?.after },
  };
  return { changed, ...names, ...pathInfo(absolute), ...(context.diff ? { diff } : {}) };
}
