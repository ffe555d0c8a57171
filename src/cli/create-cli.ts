import { type Config, loadConfig } from '../config.ts';
import type { Cli } from './command.ts';
import type { Io } from './io.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly input?: boolean;
  readonly config?: string;
  readonly set?: Readonly<Record<string, string>>;
}

/** What actions get to see; `argv` is the whole command line. */
export function createCli(io: Io, options: GlobalOptions, argv: readonly string[]): Cli {
  let config: Promise<Config> | undefined;
  return {
    io,
    argv,
    json: options.json === true,
    mayAsk: io.stdinIsTerminal && io.stderrIsTerminal && options.input !== false,
    quiet: options.quiet === true || !io.stdoutIsTerminal,
    colour: {
      stdout: io.stdoutIsTerminal && wantsColour(io, options),
      stderr: io.stderrIsTerminal && wantsColour(io, options),
    },
    config: () => (config ??= loadAndWarn(io, options)),
    exitCode: 0,
  };
}

async function loadAndWarn(io: Io, options: GlobalOptions): Promise<Config> {
  const config = await loadConfig({ env: io.env, cwd: io.cwd, flags: options.set, file: options.config });
  for (const warning of config.warnings) io.err(`warning: ${warning}\n`);
  return config;
}

function wantsColour(io: Io, options: GlobalOptions): boolean {
  return options.color !== false && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb';
}
