import { statSync } from 'node:fs';
import type { ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { nothingToDo, type NothingToDo } from '../shared/creates-removes.ts';
import { isSystemError } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, optionalText } from '../shared/read-arguments.ts';
import { processTimes } from './process-times.ts';
import { runProcess, type ProcessResult } from './run-process.ts';
import { outputFields } from './text-lines.ts';

export interface CommandCall {
  /** The command as the result shows it: words for `command`, one line for `shell`. */
  readonly shown: readonly string[] | string;
  /** The same where the program cannot even be started. */
  readonly failedShown: string;
  readonly argv: readonly string[];
}

const NOT_RUN = { rc: 0, start: null, end: null, delta: null, ...outputFields('', '') };

/** What `command` and `shell` do alike: chdir, creates, removes, check mode, run, judge by the return code. */
export async function executeCommand(
  call: CommandCall,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const chdir = optionalText(args, 'chdir');
  const cwd = absolutePath(context, chdir ?? '.');
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    return failed({ ...NOT_RUN, cmd: call.shown, rc: null, msg: 'Unable to change directory before execution.' });
  const idle = nothingToDo(args, context, cwd);
  if (idle !== null) return skippedFor(idle, call, context);
  if (context.check) return checked(call, args);
  return run(call, cwd, args, context);
}

function failed(result: ModuleResult): ModuleResult {
  return { changed: false, failed: true, ...result };
}

function skippedFor(idle: NothingToDo, call: CommandCall, context: ModuleContext): ModuleResult {
  const state = idle.option === 'creates' ? 'exists' : 'does not exist';
  const msg = `${context.check ? 'Would not' : 'Did not'} run command since '${idle.path}' ${state}`;
  const said = outputFields(`skipped, since ${idle.path} ${state}`, '');
  return { ...NOT_RUN, ...said, changed: false, cmd: call.shown, msg };
}

/** With creates or removes a check can tell that the command would run; without them it is skipped. */
function checked(call: CommandCall, args: ModuleArguments): ModuleResult {
  const decided = optionalText(args, 'creates') !== null || optionalText(args, 'removes') !== null;
  const msg = 'Command would have run if not in check mode';
  return { ...NOT_RUN, changed: decided, cmd: call.shown, msg, ...(decided ? {} : { skipped: true }) };
}

async function run(
  call: CommandCall,
  cwd: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  try {
    const { environment, signal } = context;
    const outcome = await runProcess(call.argv, { cwd, environment, signal, stdin: stdinOf(args) });
    return described(outcome, call, args);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const rc = Math.abs(error.errno ?? 1);
    return failed({ cmd: call.failedShown, msg: 'Error executing command.', rc, ...outputFields('', '') });
  }
}

function stdinOf(args: ModuleArguments): string | undefined {
  const stdin = optionalText(args, 'stdin');
  if (stdin === null) return undefined;
  return flagArgument(args, 'stdin_add_newline') ? `${stdin}\n` : stdin;
}

function described(outcome: ProcessResult, call: CommandCall, args: ModuleArguments): ModuleResult {
  const strip = flagArgument(args, 'strip_empty_ends');
  const text = (output: string): string => (strip ? output.replace(/[\r\n]+$/, '') : output);
  return {
    changed: true,
    cmd: call.shown,
    rc: outcome.rc,
    ...outputFields(text(outcome.stdout), text(outcome.stderr)),
    ...processTimes(outcome),
    msg: outcome.rc === 0 ? '' : 'non-zero return code',
    ...(outcome.rc === 0 ? {} : { failed: true }),
  };
}
