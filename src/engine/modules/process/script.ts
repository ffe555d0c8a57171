import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { nothingToDo } from '../shared/creates-removes.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, optionalText } from '../shared/read-arguments.ts';
import { rawResult } from './raw.ts';
import { runProcess } from './run-process.ts';
import { joinWords, quoteWord, splitWords } from './split-words.ts';

/** Ansible's `script`: a file of the play, run as a program with the arguments after its name. */
export const script: Module = {
  name: 'script',
  effect: 'once',
  spec: {
    _raw_params: { type: 'str' },
    cmd: { type: 'str' },
    creates: { type: 'str' },
    removes: { type: 'str' },
    chdir: { type: 'str' },
    executable: { type: 'str' },
    decrypt: { type: 'bool', default: true },
  },
  freeForm: '_raw_params',
  rules: { mutuallyExclusive: [['_raw_params', 'cmd']], requiredOneOf: [['_raw_params', 'cmd']] },
  run: (args, context) => reportingProblems(() => runScript(args, context)),
};

async function runScript(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const idle = nothingToDo(args, context);
  if (idle !== null) return { changed: false, skipped: true, msg: `${idle.reason}, matching ${idle.option} option` };
  const [name = '', ...words] = splitWords(optionalText(args, 'cmd') ?? optionalText(args, '_raw_params') ?? '');
  const source = context.findFile(name, 'files');
  if (context.check) return { changed: false, skipped: true, msg: 'Check mode is not supported for this task.' };
  const cwd = absolutePath(context, optionalText(args, 'chdir') ?? '.');
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    return { changed: false, failed: true, msg: `the directory ${cwd} does not exist` };
  return execute(source, words, cwd, args, context);
}

/** Runs a copy with execute permission, so that the play's own file needs none. */
async function execute(
  source: string,
  words: readonly string[],
  cwd: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const copy = join(context.tmpDir, `${randomBytes(6).toString('hex')}-${basename(source)}`);
  copyFileSync(source, copy);
  chmodSync(copy, 0o700);
  try {
    const executable = optionalText(args, 'executable');
    const line = [...(executable === null ? [] : [executable]), quoteWord(copy), joinWords(words)].join(' ');
    const { environment, signal } = context;
    return rawResult(await runProcess(['/bin/sh', '-c', line], { cwd, environment, signal }));
  } finally {
    rmSync(copy, { force: true });
  }
}
