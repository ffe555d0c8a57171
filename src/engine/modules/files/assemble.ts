import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { searchRegex, translateRegex } from '../../../template/formats/python-regex.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { sourceBytes } from './source-bytes.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { validateContent } from '../shared/validate.ts';
import { backupFile, writeFileAtomically } from '../shared/write-file.ts';

/** Ansible's `assemble`: one file of the fragments in a folder, in the order of their names. */
export const assemble: Module = {
  name: 'assemble',
  spec: {
    src: { type: 'path', required: true },
    dest: { type: 'path', required: true },
    backup: { type: 'bool', default: false },
    delimiter: { type: 'str' },
    remote_src: { type: 'bool', default: true },
    regexp: { type: 'str' },
    ignore_hidden: { type: 'bool', default: false },
    validate: { type: 'str' },
    decrypt: { type: 'bool', default: true },
    ...fileOptions,
  },
  run: (args, context) => reportingProblems(() => runAssemble(args, context)),
};

async function runAssemble(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const [src, dest] = [textArgument(args, 'src'), textArgument(args, 'dest')];
  const folder = flagArgument(args, 'remote_src') ? absolutePath(context, src) : context.findFile(src, 'files');
  if (!existsSync(folder)) throw new FileProblem(`Source (${src}) does not exist`);
  if (!statSync(folder).isDirectory()) throw new FileProblem(`Source (${src}) is not a directory`);
  const content = joinFragments(fragments(folder, args), args);
  const path = absolutePath(context, dest);
  const common = { dest, src, checksum: checksum(content), md5sum: checksum(content, 'md5'), msg: 'OK' };
  const same = existsSync(path) && checksum(readFileSync(path)) === common.checksum;
  if (context.check) return { changed: !same, ...common, ...pathInfo(path) };
  const backup = same ? undefined : await replace(path, content, args, context);
  const change = applyAttributes(path, args, { check: false });
  return {
    changed: !same || change !== undefined,
    ...common,
    ...pathInfo(path),
    ...(backup === undefined ? {} : { backup_file: backup }),
  };
}

function fragments(folder: string, args: ModuleArguments): Buffer[] {
  const pattern = optionalText(args, 'regexp');
  const regex = pattern === null ? null : translateRegex(pattern);
  return readdirSync(folder)
    .toSorted()
    .filter(name => regex === null || searchRegex(regex, name) !== undefined)
    .filter(name => !flagArgument(args, 'ignore_hidden') || !name.startsWith('.'))
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => sourceBytes(path, args));
}

/** Between fragments stands the delimiter, each on lines of its own. */
function joinFragments(parts: readonly Buffer[], args: ModuleArguments): Buffer {
  const delimiter = optionalText(args, 'delimiter');
  const newline = Buffer.from('\n');
  const pieces: Buffer[] = [];
  for (const part of parts) {
    const previous = pieces.at(-1);
    if (previous !== undefined && previous.length > 0 && previous.at(-1) !== 10) pieces.push(newline);
    if (previous !== undefined && delimiter !== null) pieces.push(Buffer.from(ended(delimiter)));
    pieces.push(part);
  }
  return Buffer.concat(pieces);
}

function ended(delimiter: string): string {
  const text = delimiter.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  return text.endsWith('\n') ? text : `${text}\n`;
}

async function replace(
  path: string,
  content: Buffer,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<string | undefined> {
  await validateContent(content, path, args, context);
  const backup = flagArgument(args, 'backup') && existsSync(path) ? backupFile(path, context.clock()) : undefined;
  writeFileAtomically(path, content);
  return backup;
}
