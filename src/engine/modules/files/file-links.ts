import { linkSync, lstatSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ModuleResult } from '../../module.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, optionalText } from '../shared/read-arguments.ts';
import { finished, type FileTask } from './file-states.ts';

/** A symbolic link to `src`, which has to exist unless `force` is set. */
export function ensureLink(task: FileTask): ModuleResult {
  const { args, context, path, absolute, previous } = task;
  const src = optionalText(args, 'src') ?? presentTarget(task);
  const target = resolve(dirname(absolute), src);
  const exists = statSync(target, { throwIfNoEntry: false }) !== undefined;
  const force = flagArgument(args, 'force');
  if (!exists && !force)
    throw new FileProblem(`src file does not exist, use 'force=yes' if you really want to create the link: ${target}`, {
      src,
    });
  if (previous !== 'absent' && previous !== 'link' && !force)
    throw new FileProblem(`refusing to convert from ${previous} to symlink for ${path}`, { src });
  const changed = previous !== 'link' || readlinkSync(absolute) !== src;
  if (changed && !context.check) replaceBy(absolute, at => symlinkSync(src, at));
  const change = exists
    ? applyAttributes(absolute, args, { check: context.check, follow: flagArgument(args, 'follow') })
    : undefined;
  return finished(task, changed || change !== undefined, change, { dest: path, src }, 'link');
}

function presentTarget({ absolute, previous }: FileTask): string {
  if (previous === 'link') return readlinkSync(absolute);
  throw new FileProblem('src is required for creating new symlinks');
}

/** A second name for the file `src`. */
export function ensureHardLink(task: FileTask): ModuleResult {
  const { args, context, path, absolute, previous } = task;
  const src = optionalText(args, 'src');
  if (src === null) return keepHardLink(task);
  const source = statSync(absolutePath(context, src), { throwIfNoEntry: false });
  if (source === undefined) throw new FileProblem('src does not exist', { dest: path, src });
  const present = lstatSync(absolute, { throwIfNoEntry: false });
  const same = present?.ino === source.ino && present.dev === source.dev;
  if (!same && previous === 'directory')
    throw new FileProblem(`refusing to convert from ${previous} to hard for ${path}`, { src });
  if (!same && present !== undefined && !flagArgument(args, 'force'))
    throw new FileProblem('Cannot link, different hard link exists at destination', { dest: path, src });
  if (!same && !context.check) replaceBy(absolute, at => linkSync(absolutePath(context, src), at));
  const change = applyAttributes(absolute, args, { check: context.check });
  return finished(task, !same || change !== undefined, change, { dest: path, src }, 'hard');
}

function keepHardLink(task: FileTask): ModuleResult {
  if (task.previous === 'absent') throw new FileProblem('src is required for creating new hardlinks');
  const change = applyAttributes(task.absolute, task.args, { check: task.context.check });
  return finished(task, change !== undefined, change, { dest: task.path, src: null }, 'hard');
}

/** Puts the new link in place in one step, over whatever file or empty folder is there. */
function replaceBy(path: string, create: (at: string) => void): void {
  const temporary = `${path}.${process.pid}.link`;
  create(temporary);
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) rmSync(path, { recursive: true });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
