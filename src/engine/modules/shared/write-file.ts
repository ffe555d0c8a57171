import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './file-problem.ts';

const NEW_FILE_MODE = 0o666;

/**
 * Puts `content` in place of the file in one step: readers see the old text or the new, never half of it. The file keeps
 * its mode and owner; behind a link, the file it points at is replaced.
 */
export function writeFileAtomically(path: string, content: string | Buffer): void {
  const target = followLink(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(temporary, content, { mode: NEW_FILE_MODE, flag: 'wx' });
    keepAttributes(target, temporary);
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return path;
    throw error;
  }
}

function keepAttributes(target: string, temporary: string): void {
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return;
  chmodSync(temporary, stats.mode & 0o7777);
  const own = statSync(temporary);
  if (own.uid !== stats.uid || own.gid !== stats.gid) chownSync(temporary, stats.uid, stats.gid);
}

/** Copies the file beside itself as `NAME.PID.DATE@TIME~` and gives that path. */
export function backupFile(path: string, now: Date): string {
  const [date, time] = localStamp(now);
  const backup = `${path}.${process.pid}.${date}@${time}~`;
  copyFileSync(path, backup);
  const stats = statSync(path);
  chmodSync(backup, stats.mode & 0o7777);
  return backup;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function localStamp(now: Date): [date: string, time: string] {
  return [
    `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`,
  ];
}
