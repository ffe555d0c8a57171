import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';

/** The hex digest of a file's bytes or of given ones; `sha1` is what results call `checksum`. */
export function checksum(content: Buffer | string, algorithm = 'sha1'): string {
  return createHash(algorithm).update(content).digest('hex');
}

/** The SHA-1 of the file at `path`, undefined where there is no regular file. */
export function checksumOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return undefined;
  return checksum(readFileSync(path));
}
