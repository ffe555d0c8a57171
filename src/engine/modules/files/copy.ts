import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { toJson } from '../../../template/formats/json.ts';
import { str } from '../../../template/values/text.ts';
import { Tuple, type Value } from '../../../template/values/types.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { copyTree } from './copy-tree.ts';
import { placeFile } from './place-file.ts';
import { sourceBytes } from './source-bytes.ts';
import { withSourceMode } from './source-mode.ts';

/** Ansible's `copy`: a file, a folder or a text to a place on this machine. */
export const copy: Module = {
  name: 'copy',
  spec: {
    src: { type: 'path' },
    // raw: a dict or list is written as JSON, and a text keeps what it is.
    content: { type: 'raw', noLog: false },
    dest: { type: 'path', required: true },
    backup: { type: 'bool', default: false },
    force: { type: 'bool', default: true },
    directory_mode: { type: 'raw' },
    remote_src: { type: 'bool', default: false },
    follow: { type: 'bool', default: false },
    local_follow: { type: 'bool' },
    checksum: { type: 'str' },
    decrypt: { type: 'bool', default: true },
    validate: { type: 'str' },
    ...fileOptions,
  },
  rules: { mutuallyExclusive: [['src', 'content']], requiredOneOf: [['src', 'content']] },
  run: (args, context) => reportingProblems(() => runCopy(args, context)),
};

function runCopy(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> | ModuleResult {
  const src = optionalText(args, 'src');
  if (src === null) {
    const content = Buffer.from(contentText(args['content'] ?? ''));
    return placeFile({ content, src: '(content)', name: undefined }, args, context);
  }
  const source = sourcePath(src, args, context);
  return statSync(source).isDirectory() ? copyTree(src, source, args, context) : copyFile(source, args, context);
}

function contentText(content: Value): string {
  const structured = content instanceof Map || Array.isArray(content) || content instanceof Tuple;
  return structured ? toJson(content) : str(content);
}

function sourcePath(src: string, args: ModuleArguments, context: ModuleContext): string {
  if (!flagArgument(args, 'remote_src')) return context.findFile(src, 'files');
  const path = absolutePath(context, src);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) throw new FileProblem(`Source ${src} not found`);
  return path;
}

function copyFile(source: string, args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const content = sourceBytes(source, args);
  const expected = optionalText(args, 'checksum');
  if (expected !== null && checksum(content) !== expected)
    throw new FileProblem('Copied file does not match the expected checksum. Transfer failed.', {
      checksum: checksum(content),
      expected_checksum: expected,
    });
  const shown = flagArgument(args, 'remote_src') ? textArgument(args, 'src') : source;
  return placeFile({ content, src: shown, name: basename(source) }, withSourceMode(source, args), context);
}
