import type { Io } from '../io.ts';

/** One JSON object on stdout: indented for a terminal, on one line for programs. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, undefined, io.stdoutIsTerminal ? 2 : undefined)}\n`);
}
