/** The one place where errors become text: for people on stderr, with `--json` one object on stdout. */
import type { OmnicrmError, Where } from '../errors.ts';
import { asOmnicrmError } from './as-omnicrm-error.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { Io } from './io.ts';
import { eventLine } from './progress/event-line.ts';

/** Prints an error in the manner that the command line asks for (`--json`, `--events`) and gives the process's exit code. */
export function printError(thrown: unknown, io: Io, argv: readonly string[]): number {
  const error = asOmnicrmError(thrown);
  const exitCode = exitCodeOf(error.code);
  if (hasFlag(argv, '--events')) io.out(eventLine('error', errorDocument(error, exitCode)));
  else if (hasFlag(argv, '--json')) io.out(`${JSON.stringify(errorDocument(error, exitCode))}\n`);
  else io.err(errorText(error));
  if (io.env['OMNICRM_DEBUG']) io.err(`${stackOf(thrown)}\n`);
  return exitCode;
}

/** The shape of every failure in `--json`. */
export function errorDocument(error: OmnicrmError, exitCode: number): Record<string, unknown> {
  const { code, message, where, hint, details } = error;
  return { error: { code, message, where, hint, details, exit_code: exitCode } };
}

/** Looked for in the words themselves: the command line may be what is wrong. */
function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes(flag);
}

/** Message with code, place with excerpt and caret, hint. */
export function errorText(error: OmnicrmError): string {
  const lines = [`omnicrm: ${error.message} [${error.code}]`, ...placeLines(error.where)];
  if (error.hint !== undefined) lines.push(`  hint: ${error.hint}`);
  return `${lines.join('\n')}\n`;
}

function placeLines(where: Where | undefined): string[] {
  if (where === undefined) return [];
  const place = `  at ${where.file}:${where.line}:${where.column}`;
  if (!where.excerpt) return [place];
  const number = String(where.line);
  const pointer = `${' '.repeat(where.column - 1)}^`;
  return [place, `  ${number} | ${where.excerpt}`, `  ${' '.repeat(number.length)} | ${pointer}`];
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${stackOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
