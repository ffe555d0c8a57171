import type { Log } from '../../http/log.ts';
import type { Io } from '../io.ts';
import { printable } from '../output/print-table.ts';

/** A log on stderr: JSON lines for machines, short lines for a terminal. Levels: debug, info, warn, error. */
export async function createLog(io: Io, level: string): Promise<Log> {
  const { default: pino } = await import('pino');
  const write = io.stderrIsTerminal ? (line: string) => io.err(terminalLine(line)) : (line: string) => io.err(line);
  const log: Log = pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, formatters },
    { write },
  );
  return log;
}

const formatters = { level: (label: string) => ({ level: label }) };

function terminalLine(line: string): string {
  const { level, time, pid: _, msg, ...fields }: Record<string, unknown> = JSON.parse(line);
  const facts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${printable([String(time).slice(11, 19), String(level).padEnd(5), String(msg), ...facts].join(' '))}\n`;
}
