import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'commander';
import { commands } from '../../src/cli/commands/index.ts';
import type { Cli } from '../../src/cli/command.ts';
import type { Io } from '../../src/cli/io.ts';
import { buildProgram } from '../../src/cli/program.ts';

/** Commander gives an option to the program that has one of its name, wherever it stands: the command never sees it. */
test('no command has an option under the name of a global one', async () => {
  const program = buildProgram({ columns: 80 } as Io, [], () => {});
  const globals = new Set(namesOf(program));
  for (const command of program.commands) {
    (await commands.get(command.name())?.load())?.define(command, { io: { columns: 80 } } as Cli);
    const clashes = all(command).flatMap(each => namesOf(each).filter(name => globals.has(name)));
    assert.deepEqual(clashes, [], command.name());
  }
});

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}

function namesOf({ options }: Command): string[] {
  return options.flatMap(({ long, short }) => [long, short]).filter(name => typeof name === 'string');
}
