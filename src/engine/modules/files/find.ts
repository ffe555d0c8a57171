import { lstatSync, readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, optionalInteger, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { fileFilter } from './find-filter.ts';
import { statFields } from './stat.ts';

/** Ansible's `find`: files below folders, by name, age, size, content. */
export const find: Module = {
  name: 'find',
  effect: 'read',
  spec: {
    paths: { type: 'list', elements: 'path', required: true, aliases: ['name', 'path'] },
    patterns: { type: 'list', elements: 'str', default: [], aliases: ['pattern'] },
    excludes: { type: 'list', elements: 'str', aliases: ['exclude'] },
    use_regex: { type: 'bool', default: false },
    file_type: { type: 'str', default: 'file', choices: ['any', 'directory', 'file', 'link'] },
    recurse: { type: 'bool', default: false },
    depth: { type: 'int' },
    hidden: { type: 'bool', default: false },
    follow: { type: 'bool', default: false },
    age: { type: 'str' },
    age_stamp: { type: 'str', default: 'mtime', choices: ['atime', 'ctime', 'mtime'] },
    size: { type: 'str' },
    mode: { type: 'raw' },
    exact_mode: { type: 'bool', default: true },
    contains: { type: 'str' },
    read_whole_file: { type: 'bool', default: false },
    encoding: { type: 'str' },
    get_checksum: { type: 'bool', default: false },
    checksum_algorithm: { type: 'str', default: 'sha1', aliases: ['checksum', 'checksum_algo'] },
    limit: { type: 'int' },
  },
  run: (args, context) => reportingProblems(() => runFind(args, context)),
};

interface Search {
  readonly args: ModuleArguments;
  readonly fits: (path: string, name: string, stats: Stats) => boolean;
  readonly files: Record<string, unknown>[];
  examined: number;
}

function runFind(args: ModuleArguments, context: ModuleContext): ModuleResult {
  const search: Search = { args, fits: fileFilter(args, context), files: [], examined: 0 };
  const skipped: Record<string, string> = {};
  for (const path of textsArgument(args, 'paths')) {
    const absolute = absolutePath(context, path);
    if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true) walk(absolute, path, 1, search);
    else skipped[path] = `'${path}' is not a directory`;
  }
  const all = Object.keys(skipped).length === 0;
  return {
    changed: false,
    msg: all ? 'All paths examined' : 'Not all paths examined, check warnings for details',
    files: search.files,
    matched: search.files.length,
    examined: search.examined,
    skipped_paths: skipped,
  };
}

function walk(absolute: string, shown: string, depth: number, search: Search): void {
  const { args } = search;
  for (const name of readdirSync(absolute)) {
    if (search.files.length >= (optionalInteger(args, 'limit') ?? Infinity)) return;
    const path = join(absolute, name);
    const stats = (flagArgument(args, 'follow') ? statSync : lstatSync)(path, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    search.examined++;
    if (search.fits(path, name, stats)) search.files.push(describe(path, join(shown, name), stats, args));
    const deeper = flagArgument(args, 'recurse') && depth < (optionalInteger(args, 'depth') ?? Infinity);
    if (deeper && stats.isDirectory()) walk(path, join(shown, name), depth + 1, search);
  }
}

function describe(path: string, shown: string, stats: Stats, args: ModuleArguments): Record<string, unknown> {
  const wanted = flagArgument(args, 'get_checksum') && stats.isFile();
  return {
    path: shown,
    ...statFields(stats),
    ...(wanted ? { checksum: checksum(readFileSync(path), textArgument(args, 'checksum_algorithm')) } : {}),
  };
}
