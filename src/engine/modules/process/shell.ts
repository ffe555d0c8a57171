import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { optionalText } from '../shared/read-arguments.ts';
import { commandOptions } from './command.ts';
import { executeCommand } from './execute-command.ts';

/** Ansible's `shell`: one line for `/bin/sh -c`, or for the shell that `executable` names. */
export const shell: Module = {
  name: 'shell',
  effect: 'once',
  spec: commandOptions,
  freeForm: '_raw_params',
  rules: { mutuallyExclusive: [['_raw_params', 'cmd']], requiredOneOf: [['_raw_params', 'cmd']] },
  run: runShell,
};

function runShell(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> | ModuleResult {
  const line = optionalText(args, 'cmd') ?? optionalText(args, '_raw_params') ?? '';
  if (line.trim() === '') return { changed: false, failed: true, rc: 256, msg: 'no command given' };
  const program = optionalText(args, 'executable') ?? '/bin/sh';
  return executeCommand({ shown: line, failedShown: line, argv: [program, '-c', line] }, args, context);
}
