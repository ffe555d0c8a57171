import type { Command } from 'commander';

/** Options of every command that runs a play for an order. */
export function addRunOptions(command: Command): Command {
  return addProgressOptions(
    command.option(
      '-e, --extra-vars <k=v>',
      'variables: k=v, a JSON mapping or @file; may be repeated',
      collectWords,
      [],
    ),
  ).option('--detach', 'return as soon as the run has begun');
}

/** How a command tells of the run that it carries out. */
export function addProgressOptions(command: Command): Command {
  return command
    .option('--events', 'print one JSON object a line, as things happen')
    .option('-v, --verbose', 'print a line for each task');
}

export function collectWords(word: string, before: readonly string[]): readonly string[] {
  return [...before, word];
}
