import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option, type OutputConfiguration } from 'commander';
import { OmnicrmError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import type { Cli } from './command.ts';
import { commands } from './commands/index.ts';
import { createCli, type GlobalOptions } from './create-cli.ts';
import type { Io } from './io.ts';

/** The tree of commands. A command's file is loaded, and its options defined, when it is the chosen one. */
export function buildProgram(io: Io, argv: readonly string[], whenChosen: (cli: Cli) => void): Command {
  const program = new Command('omnicrm')
    .description('Provisions telecom services by Ansible-style plays: a complete service or nothing.')
    .version(version(), '--version')
    .exitOverride()
    .configureOutput(outputOf(io))
    .configureHelp({ showGlobalOptions: true, helpWidth: Math.min(io.columns, 100) })
    .showSuggestionAfterError(true);
  addGlobalOptions(program);
  for (const [name, entry] of commands) program.command(name).summary(entry.summary).description(entry.summary);
  program.hook('preSubcommand', async (parent, chosen) => {
    const cli = createCli(io, parent.opts<GlobalOptions>(), argv);
    whenChosen(cli);
    (await commands.get(chosen.name())?.load())?.define(chosen, cli);
  });
  return program;
}

function addGlobalOptions(program: Command): void {
  program
    .option('--json', 'print one JSON object, also on failure')
    .option('-q, --quiet', 'print only what was asked for')
    .option('--no-color', 'no colours (as NO_COLOR does)')
    .option('--no-input', 'never ask a question')
    .option('--config <file>', 'a configuration file stronger than the others')
    .addOption(new Option('--set <key=value>', 'a configuration value, such as crm.base_url=…').argParser(collectPair));
}

function collectPair(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at > 0) return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  throw new OmnicrmError('E_USAGE', `--set takes key=value, not '${text}'`);
}

function version(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  const about: { version: string } = JSON.parse(text);
  return about.version;
}

/** Commander prints help; errors are ours to print. */
function outputOf(io: Io): OutputConfiguration {
  return {
    writeOut: text => io.out(text),
    writeErr: text => io.err(text),
    outputError: () => {},
    getOutHelpWidth: () => io.columns,
    getErrHelpWidth: () => io.columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  };
}
