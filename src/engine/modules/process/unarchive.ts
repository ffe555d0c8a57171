import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { nothingToDo } from '../shared/creates-removes.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, flagArgument, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { runProcess, type ProcessResult } from './run-process.ts';
import { textLines } from './text-lines.ts';

/** Ansible's `unarchive`: the files of a tar or zip archive, by the system's own tar and unzip. */
export const unarchive: Module = {
  name: 'unarchive',
  spec: {
    src: { type: 'path', required: true },
    dest: { type: 'path', required: true },
    copy: { type: 'bool', default: true },
    remote_src: { type: 'bool', default: false },
    creates: { type: 'path' },
    list_files: { type: 'bool', default: false },
    include: { type: 'list', elements: 'str', default: [] },
    exclude: { type: 'list', elements: 'str', default: [] },
    keep_newer: { type: 'bool', default: false },
    extra_opts: { type: 'list', elements: 'str', default: [] },
    io_buffer_size: { type: 'int', default: 65_536 },
    validate_certs: { type: 'bool', default: true },
    decrypt: { type: 'bool', default: true },
    ...fileOptions,
  },
  checkMode: 'skip',
  run: (args, context) => reportingProblems(() => runUnarchive(args, context)),
};

interface Archive {
  readonly handler: string;
  readonly list: readonly string[];
  readonly extract: readonly string[];
  /** Compares archive and folder; null where the tool cannot. */
  readonly compare: readonly string[] | null;
}

async function runUnarchive(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const [src, dest] = [textArgument(args, 'src'), textArgument(args, 'dest')];
  const idle = nothingToDo(args, context);
  if (idle !== null) return { changed: false, skipped: true, msg: `skipped, since ${idle.reason}` };
  const remote = flagArgument(args, 'remote_src') || !flagArgument(args, 'copy');
  const source = remote ? absolutePath(context, src) : context.findFile(src, 'files');
  const folder = absolutePath(context, dest);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new FileProblem(`dest '${dest}' must be an existing dir`);
  const archive = archiveOf(source, folder, args);
  const listed = await run(archive.list, context);
  if (listed.rc !== 0)
    throw new FileProblem(`Failed to find handler for "${src}": ${listed.stderr.trim() || listed.stdout.trim()}`);
  const files = textLines(listed.stdout).map(name => name.replace(/^\.\//, ''));
  const result = { dest, src, handler: archive.handler, ...(flagArgument(args, 'list_files') ? { files } : {}) };
  if (await unchanged(archive, context)) return { changed: false, ...result, ...pathInfo(folder) };
  const extracted = await run(archive.extract, context);
  const { rc, stdout: out, stderr: err } = extracted;
  const extract_results = { cmd: archive.extract, rc, out, err };
  if (rc !== 0) throw new FileProblem(`failed to unpack ${src} to ${dest}`, { ...result, extract_results });
  for (const name of files) applyAttributes(join(folder, name), args, { check: false });
  return { changed: true, ...result, extract_results, ...pathInfo(folder) };
}

function archiveOf(source: string, folder: string, args: ModuleArguments): Archive {
  return source.toLowerCase().endsWith('.zip') ? zipArchive(source, folder, args) : tarArchive(source, folder, args);
}

function tarArchive(source: string, folder: string, args: ModuleArguments): Archive {
  const options = [
    ...textsArgument(args, 'extra_opts'),
    ...(flagArgument(args, 'keep_newer') ? ['--keep-newer-files'] : []),
    ...textsArgument(args, 'exclude').map(pattern => `--exclude=${pattern}`),
  ];
  const members = textsArgument(args, 'include');
  const common = ['-C', folder, '-f', source, ...options, ...members];
  const compressed = /\.(t?gz|tgz)$/i.test(source);
  return {
    handler: compressed ? 'TgzArchive' : 'TarArchive',
    list: ['tar', '--list', ...common],
    extract: ['tar', '--extract', ...common],
    compare: ['tar', '--diff', ...common],
  };
}

function zipArchive(source: string, folder: string, args: ModuleArguments): Archive {
  const [include, exclude] = [textsArgument(args, 'include'), textsArgument(args, 'exclude')];
  const members = [...include, ...(exclude.length > 0 ? ['-x', ...exclude] : [])];
  return {
    handler: 'ZipArchive',
    list: ['unzip', '-Z1', source, ...members],
    extract: ['unzip', '-o', ...textsArgument(args, 'extra_opts'), source, ...members, '-d', folder],
    compare: null,
  };
}

/** tar compares archive and folder by itself; a zip is always unpacked again. */
async function unchanged(archive: Archive, context: ModuleContext): Promise<boolean> {
  if (archive.compare === null) return false;
  return (await run(archive.compare, context)).rc === 0;
}

function run(argv: readonly string[], context: ModuleContext): Promise<ProcessResult> {
  const { environment, signal, playDir: cwd } = context;
  return runProcess(argv, { cwd, environment: { ...environment, LC_ALL: 'C' }, signal });
}
