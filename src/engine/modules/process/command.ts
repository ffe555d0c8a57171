import type { ArgumentSpec, Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { flagArgument, optionalText, textsArgument } from '../shared/read-arguments.ts';
import { expandWord } from './expand-word.ts';
import { executeCommand } from './execute-command.ts';
import { joinWords, splitWords, UnclosedQuote } from './split-words.ts';

/** The options which `command` and `shell` share. */
export const commandOptions: ArgumentSpec = {
  _raw_params: { type: 'str' },
  cmd: { type: 'str' },
  creates: { type: 'path' },
  removes: { type: 'path' },
  chdir: { type: 'path' },
  executable: { type: 'path' },
  stdin: { type: 'str' },
  stdin_add_newline: { type: 'bool', default: true },
  strip_empty_ends: { type: 'bool', default: true },
  expand_argument_vars: { type: 'bool', default: true },
};

/** Ansible's `command`: a program with arguments, no shell; `$NAME` is expanded, patterns and pipes are not. */
export const command: Module = {
  name: 'command',
  effect: 'once',
  spec: { ...commandOptions, argv: { type: 'list', elements: 'str' } },
  freeForm: '_raw_params',
  rules: {
    mutuallyExclusive: [['_raw_params', 'cmd', 'argv']],
    requiredOneOf: [['_raw_params', 'cmd', 'argv']],
  },
  run: runCommand,
};

function runCommand(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> | ModuleResult {
  let words: readonly string[];
  try {
    words = wordsOf(args);
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    return { changed: false, failed: true, rc: 256, msg: `${error.message}: ${commandLine(args)}` };
  }
  if (words.length === 0) return { changed: false, failed: true, rc: 256, msg: 'no command given' };
  const expand = flagArgument(args, 'expand_argument_vars');
  const environment = { ...process.env, ...context.environment };
  const program = expand ? words.map(word => expandWord(word, environment)) : words;
  return executeCommand({ shown: words, failedShown: joinWords(words), argv: program }, args, context);
}

function wordsOf(args: ModuleArguments): readonly string[] {
  const argv = textsArgument(args, 'argv');
  return argv.length > 0 ? argv : splitWords(commandLine(args));
}

function commandLine(args: ModuleArguments): string {
  return optionalText(args, 'cmd') ?? optionalText(args, '_raw_params') ?? '';
}
