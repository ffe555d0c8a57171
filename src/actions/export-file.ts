import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ActionContext } from './action.ts';

/** Writes a file of the home, such as `exports/cache_ips`: scripts that read it see the old one or the new one, never a half. */
export function exportFile({ config, runId }: ActionContext, name: string, text: string, mode = 0o644): void {
  const path = join(config.home, name);
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${runId}.part`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, path);
}
