import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';
import { writeFileAtomically } from '../shared/write-file.ts';

/** Ansible's `fetch`: a copy of a host's file, below a folder of that host's name, or with `flat` right at `dest`. */
export const fetch: Module = {
  name: 'fetch',
  spec: {
    src: { type: 'path', required: true },
    dest: { type: 'path', required: true },
    fail_on_missing: { type: 'bool', default: true },
    validate_checksum: { type: 'bool', default: true },
    flat: { type: 'bool', default: false },
  },
  run: (args, context) => reportingProblems(() => runFetch(args, context)),
};

function runFetch(args: ModuleArguments, context: ModuleContext): ModuleResult {
  if (context.check) return { changed: false, skipped: true, msg: 'check mode not (yet) supported for this module' };
  const src = textArgument(args, 'src');
  const source = absolutePath(context, src);
  const stats = statSync(source, { throwIfNoEntry: false });
  if (stats === undefined) return missing(src, 'the remote file does not exist, not transferring, ignored', args);
  if (stats.isDirectory()) return missing(src, 'remote file is a directory, fetch cannot work on directories', args);
  return fetchFile(src, readFileSync(source), destination(src, source, args, context));
}

function missing(src: string, msg: string, args: ModuleArguments): ModuleResult {
  if (flagArgument(args, 'fail_on_missing')) return { changed: false, failed: true, msg };
  return { changed: false, file: src, msg };
}

function destination(src: string, source: string, args: ModuleArguments, context: ModuleContext): string {
  const dest = absolutePath(context, textArgument(args, 'dest'));
  if (!flagArgument(args, 'flat')) return join(dest, context.host, src);
  const isFolder = textArgument(args, 'dest').endsWith('/') || (existsSync(dest) && statSync(dest).isDirectory());
  return isFolder ? join(dest, basename(source)) : dest;
}

function fetchFile(src: string, content: Buffer, dest: string): ModuleResult {
  const sum = checksum(content);
  const md5sum = checksum(content, 'md5');
  if (existsSync(dest) && checksum(readFileSync(dest)) === sum)
    return { changed: false, checksum: sum, dest, file: src, md5sum };
  mkdirSync(dirname(dest), { recursive: true });
  writeFileAtomically(dest, content);
  return { changed: true, checksum: sum, dest, md5sum, remote_checksum: sum, remote_md5sum: null };
}
