import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, optionalText, textArgument } from '../shared/read-arguments.ts';

/** Ansible's `tempfile`: an empty file or folder of a new name, for its owner only. */
export const tempfile: Module = {
  name: 'tempfile',
  spec: {
    state: { type: 'str', default: 'file', choices: ['file', 'directory'] },
    path: { type: 'path' },
    prefix: { type: 'str', default: 'ansible.' },
    suffix: { type: 'str', default: '' },
  },
  checkMode: 'skip',
  run: (args, context) => reportingProblems(() => runTempfile(args, context)),
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_';

function runTempfile(args: ModuleArguments, context: ModuleContext): ModuleResult {
  const folder = absolutePath(context, optionalText(args, 'path') ?? tmpdir());
  const path = join(folder, `${textArgument(args, 'prefix')}${randomName()}${textArgument(args, 'suffix')}`);
  if (args['state'] === 'directory') mkdirSync(path, { mode: 0o700 });
  else writeFileSync(path, '', { mode: 0o600, flag: 'wx' });
  return { changed: true, path, ...pathInfo(path) };
}

function randomName(): string {
  return Array.from(randomBytes(8), byte => LETTERS[byte % LETTERS.length]).join('');
}
