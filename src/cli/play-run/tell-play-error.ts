import { chainOf } from '../../engine/load/brought-by.ts';
import type { OmnicrmError } from '../../errors.ts';
import type { Io } from '../io.ts';

/** Tells why a playbook cannot be run: what, where with the line and a caret, and the hint. */
export function tellPlayError(error: OmnicrmError, io: Pick<Io, 'err'>): void {
  const { message, where, hint, code } = error;
  const lines = [`ERROR! ${message} (${code})`];
  if (where) {
    lines.push(`  at ${where.file}:${where.line}:${where.column}`);
    if (where.excerpt !== undefined)
      lines.push(`  ${where.excerpt}`, `  ${' '.repeat(Math.max(0, where.column - 1))}^`);
  }
  for (const { what, where: place } of chainOf(error))
    lines.push(`  brought by ${what} at ${place.file}:${place.line}`);
  if (hint !== undefined) lines.push(`  ${hint}`);
  io.err(`${lines.join('\n')}\n`);
}
