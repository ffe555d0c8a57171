/** What a command is: a value in the table of commands, defined only when it was chosen. */
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Io } from './io.ts';

/** What a command's action may use. */
export interface Cli {
  readonly io: Io;
  /** One JSON object on stdout instead of text, also on failure. */
  readonly json: boolean;
  /** Whether a question may be asked: on a terminal, without `--no-input`. */
  readonly mayAsk: boolean;
  /** Success prints nothing but what was asked for: `--quiet`, or stdout is no terminal. */
  readonly quiet: boolean;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  /** Read once; its warnings go to stderr. */
  config(): Promise<Config>;
  /** What the process ends with when the action returns; 0 until set. */
  exitCode: number;
  /** Words after the command's name as the user gave them, for commands that parse their own. */
  readonly argv: readonly string[];
}

export interface CommandDefinition {
  /** Adds arguments, options, subcommands and actions to the commander command of that name. */
  define(command: Command, cli: Cli): void;
}

export interface CommandEntry {
  readonly summary: string;
  /** Imports the command's file: only the chosen command is ever loaded. */
  load(): Promise<CommandDefinition>;
}
