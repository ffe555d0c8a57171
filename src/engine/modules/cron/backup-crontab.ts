import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { flagArgument } from '../shared/read-arguments.ts';
import { textOf } from './crontab-lines.ts';

/** With `backup`, keeps the lines as they were in a file that outlives the run, and names it; nothing in check mode. */
export function backupCrontab(
  lines: readonly string[],
  args: ModuleArguments,
  context: ModuleContext,
): { backup_file?: string } {
  if (!flagArgument(args, 'backup') || context.check) return {};
  const path = join(mkdtempSync(join(tmpdir(), 'crontab')), 'crontab');
  writeFileSync(path, textOf(lines), { mode: 0o600 });
  return { backup_file: path };
}
