import { lstatSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { pathInfo, stateAt } from '../shared/path-info.ts';
import { absolutePath, flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { ensureAbsent, ensureDirectory, ensureFile, type FileTask } from './file-states.ts';
import { ensureHardLink, ensureLink } from './file-links.ts';
import { touch } from './touch.ts';

/** Ansible's `file`: a path as a file, folder, link or nothing, with its attributes. */
export const file: Module = {
  name: 'file',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest', 'name'] },
    state: { type: 'str', choices: ['absent', 'directory', 'file', 'hard', 'link', 'touch'] },
    src: { type: 'path' },
    recurse: { type: 'bool', default: false },
    force: { type: 'bool', default: false },
    follow: { type: 'bool', default: true },
    modification_time: { type: 'str' },
    modification_time_format: { type: 'str', default: '%Y%m%d%H%M.%S' },
    access_time: { type: 'str' },
    access_time_format: { type: 'str', default: '%Y%m%d%H%M.%S' },
    ...fileOptions,
  },
  run: (args, context) => reportingProblems(() => runFile(args, context)),
};

const STATES: Readonly<Record<string, (task: FileTask) => ModuleResult>> = {
  absent: ensureAbsent,
  directory: ensureDirectory,
  file: ensureFile,
  hard: ensureHardLink,
  link: ensureLink,
  touch,
};

function runFile(args: ModuleArguments, context: ModuleContext): ModuleResult {
  const task = fileTask(args, context);
  const state = optionalText(args, 'state') ?? impliedState(task);
  if (flagArgument(args, 'recurse') && state !== 'directory')
    throw new FileProblem("recurse option requires state to be 'directory'", { path: task.path });
  try {
    return STATES[state]!(task);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw new FileProblem(error.message, { path: task.path, ...pathInfo(task.absolute), ...error.fields });
  }
}

/** A folder as path of a new link takes the source's name. */
function fileTask(args: ModuleArguments, context: ModuleContext): FileTask {
  const path = textArgument(args, 'path');
  const absolute = absolutePath(context, path);
  const src = optionalText(args, 'src');
  const linksInto =
    src !== null && lstatSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true && args['state'] === null;
  if (!linksInto) return { args, context, path, absolute, previous: stateAt(absolute) };
  const inside = join(absolute, basename(src));
  return { args, context, path: join(path, basename(src)), absolute: inside, previous: stateAt(inside) };
}

/** Without `state` the path stays what it is; with `recurse` it is a folder. */
function impliedState({ args, absolute, previous }: FileTask): string {
  if (previous === 'link' && flagArgument(args, 'follow')) {
    const behind = statSync(absolute, { throwIfNoEntry: false });
    if (behind !== undefined) return behind.isDirectory() ? 'directory' : 'file';
  }
  if (previous !== 'absent') return previous;
  return flagArgument(args, 'recurse') ? 'directory' : 'file';
}
