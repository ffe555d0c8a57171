import {
  accessSync,
  constants,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { Float } from '../../../template/values/types.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { checksum } from '../shared/checksum.ts';
import { reportingProblems, systemCode } from '../shared/file-problem.ts';
import { modeText } from '../shared/mode.ts';
import { groupName, userName } from '../shared/owner.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';

/** Ansible's `stat`: what is known of a path; `stat.exists` is false where there is nothing. */
export const stat: Module = {
  name: 'stat',
  effect: 'read',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest', 'name'] },
    follow: { type: 'bool', default: false },
    get_checksum: { type: 'bool', default: true },
    get_mime: { type: 'bool', default: true, aliases: ['mime', 'mime_type', 'mime-type'] },
    get_attributes: { type: 'bool', default: true, aliases: ['attr', 'attributes'] },
    checksum_algorithm: {
      type: 'str',
      default: 'sha1',
      choices: ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
      aliases: ['checksum', 'checksum_algo'],
    },
  },
  run: (args, context) => reportingProblems(() => runStat(args, context)),
};

function runStat(args: ModuleArguments, context: ModuleContext): ModuleResult {
  const shown = textArgument(args, 'path');
  const path = absolutePath(context, shown);
  const stats = (flagArgument(args, 'follow') ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (stats === undefined) return { changed: false, stat: { exists: false } };
  return {
    changed: false,
    stat: {
      exists: true,
      path: shown,
      ...statFields(stats),
      ...accessFields(path),
      ...linkFields(path, stats),
      ...checksumField(path, stats, args),
    },
  };
}

/** The fields which `stat` and `find` tell of a file alike. */
export function statFields(stats: Stats): Record<string, unknown> {
  return {
    mode: modeText(stats.mode),
    isdir: stats.isDirectory(),
    ischr: stats.isCharacterDevice(),
    isblk: stats.isBlockDevice(),
    isreg: stats.isFile(),
    isfifo: stats.isFIFO(),
    islnk: stats.isSymbolicLink(),
    issock: stats.isSocket(),
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    inode: stats.ino,
    dev: stats.dev,
    nlink: stats.nlink,
    atime: new Float(stats.atimeMs / 1000),
    mtime: new Float(stats.mtimeMs / 1000),
    ctime: new Float(stats.ctimeMs / 1000),
    ...permissionFields(stats.mode),
    pw_name: userName(stats.uid),
    gr_name: groupName(stats.gid),
  };
}

function permissionFields(mode: number): Record<string, boolean> {
  const fields: Record<string, boolean> = { isuid: (mode & 0o4000) !== 0, isgid: (mode & 0o2000) !== 0 };
  for (const [shift, who] of [
    [6, 'usr'],
    [3, 'grp'],
    [0, 'oth'],
  ] as const) {
    fields[`r${who}`] = ((mode >> shift) & 4) !== 0;
    fields[`w${who}`] = ((mode >> shift) & 2) !== 0;
    fields[`x${who}`] = ((mode >> shift) & 1) !== 0;
  }
  return fields;
}

function accessFields(path: string): Record<string, boolean> {
  const may = (what: number): boolean => {
    try {
      accessSync(path, what);
      return true;
    } catch {
      // The refusal is the answer.
      return false;
    }
  };
  return { readable: may(constants.R_OK), writeable: may(constants.W_OK), executable: may(constants.X_OK) };
}

function linkFields(path: string, stats: Stats): Record<string, string> {
  if (!stats.isSymbolicLink()) return {};
  const target = readlinkSync(path);
  return { lnk_target: target, lnk_source: resolvedLink(path, target) };
}

/** Where the link leads; a broken one is followed as far as its own text says. */
function resolvedLink(path: string, target: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return new URL(target, `file://${path}`).pathname;
  }
}

function checksumField(path: string, stats: Stats, args: ModuleArguments): Record<string, string> {
  if (!stats.isFile() || !flagArgument(args, 'get_checksum')) return {};
  return { checksum: checksum(readFileSync(path), textArgument(args, 'checksum_algorithm')) };
}
