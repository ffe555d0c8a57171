import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { optionalText, textArgument } from '../shared/read-arguments.ts';
import { runProcess, type ProcessResult } from './run-process.ts';
import { outputFields } from './text-lines.ts';

/** Ansible's `raw`: the line as it is, for a shell; no module behaviour around it. */
export const raw: Module = {
  name: 'raw',
  effect: 'once',
  spec: { _raw_params: { type: 'str', required: true }, executable: { type: 'str' } },
  freeForm: '_raw_params',
  run: runRaw,
};

async function runRaw(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  if (context.check) return { changed: false, skipped: true };
  const program = optionalText(args, 'executable') ?? '/bin/sh';
  const line = textArgument(args, '_raw_params');
  const { environment, signal, playDir: cwd } = context;
  return rawResult(await runProcess([program, '-c', line], { cwd, environment, signal }));
}

/** The outputs untouched; a return code other than 0 fails the task. */
export function rawResult({ rc, stdout, stderr }: ProcessResult): ModuleResult {
  const result = { changed: true, rc, ...outputFields(stdout, stderr) };
  return rc === 0 ? result : { ...result, failed: true, msg: 'non-zero return code' };
}
