import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import type { Inventory } from '../../engine/inventory/inventory.ts';
import { matching, splitPattern } from '../../engine/run/match-hosts.ts';

/** The pattern of `--limit`, `@file` being the lines of a file. E_NOT_FOUND (exit 1) when it leaves no host. */
export function limitOf(limit: string | undefined, inventory: Inventory, cwd: string): string | undefined {
  if (limit === undefined) return undefined;
  const patterns = splitPattern(limit).flatMap(part =>
    part.startsWith('@') ? linesOf(resolve(cwd, part.slice(1))) : part,
  );
  if (matching(patterns, { inventory }).length > 0) return patterns.join(',');
  const message = `Specified inventory, host pattern and/or --limit leaves us with no hosts to target: ${limit}`;
  throw new OmnicrmError('E_NOT_FOUND', message, { details: { exitCode: 1 } });
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '' && !line.startsWith('#'));
  } catch (cause) {
    throw new OmnicrmError('E_NOT_FOUND', `Unable to find limit file ${path}`, { cause, details: { exitCode: 1 } });
  }
}
