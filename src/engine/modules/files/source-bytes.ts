import { readFileSync } from 'node:fs';
import { readPlainFile } from '../../vault/read-plain-file.ts';
import type { ModuleArguments } from '../../module.ts';

/** What `copy` brings from a file: a vault of the play's is opened, unless `decrypt: false` or the file is taken as it lies there. */
export function sourceBytes(path: string, args: ModuleArguments): Buffer {
  const opens = args['decrypt'] !== false && args['remote_src'] !== true;
  return opens ? readPlainFile(path) : readFileSync(path);
}
