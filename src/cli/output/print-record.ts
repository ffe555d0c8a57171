import type { Io } from '../io.ts';
import { printable } from './print-table.ts';

/** One thing, a line for each of its fields; fields without a value are left out. */
export function printRecord(io: Io, record: Readonly<Record<string, unknown>>): void {
  const fields = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) io.out(`${name.padEnd(width)}  ${fieldText(value)}\n`);
}

function fieldText(value: unknown): string {
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
