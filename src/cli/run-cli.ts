import { CommanderError } from 'commander';
import { OmnicrmError } from '../errors.ts';
import type { Cli } from './command.ts';
import { commands } from './commands/index.ts';
import type { Io } from './io.ts';
import { printError } from './print-error.ts';
import { buildProgram } from './program.ts';

/** Runs one command line (`argv` without node and the script) and gives the exit code. Never throws, never exits. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    const isPlayRun = argv[0] === 'play' && argv[1] === 'run';
    return isPlayRun ? await runPlay(argv.slice(2), io) : await runCommand(helpLast(argv), io);
  } catch (error) {
    return printError(error, io, argv);
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  let cli: Cli | undefined;
  const program = buildProgram(io, argv, chosen => (cli = chosen));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, argv);
  }
  return cli?.exitCode ?? 0;
}

/** `play run` takes ansible-playbook's options wherever they stand and parses them itself. */
async function runPlay(args: readonly string[], io: Io): Promise<number> {
  const { playRun } = await import('./commands/play-run.ts');
  return playRun(args, io);
}

/** Commander's sentence without its prefix; its suggestion becomes the hint. */
function usageError(error: CommanderError, argv: readonly string[]): OmnicrmError {
  if (error.code === 'commander.help') return new OmnicrmError('E_USAGE', 'no command was given');
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint =
    suggestion?.replace(/^\((.*)\)$/, '$1') ??
    `omnicrm ${[...knownCommand(argv), '--help'].join(' ')} lists what there is.`;
  return new OmnicrmError('E_USAGE', message, { hint, cause: error });
}

/** The command that the words begin with, when there is one of that name. */
function knownCommand(argv: readonly string[]): readonly string[] {
  const name = argv.find(word => !word.startsWith('-'));
  return name !== undefined && commands.has(name) ? [name] : [];
}

/** `help product` is `product --help`: so the command's file is loaded before its help is printed. */
function helpLast(argv: readonly string[]): readonly string[] {
  if (argv[0] !== 'help') return argv;
  const [name] = argv.slice(1);
  return name === undefined || commands.has(name) || name.startsWith('-') ? [...argv.slice(1), '--help'] : [name];
}
