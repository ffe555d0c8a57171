import { existsSync, lstatSync, type Stats } from 'node:fs';
import { modeText } from './mode.ts';
import { groupName, userName } from './owner.ts';

/**
 * What results tell about the file they name: uid, gid, owner, group, mode, state (file, directory, link, hard), size;
 * nothing where there is none, or only a link to none.
 */
export function pathInfo(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  const stats = lstatSync(path);
  return {
    uid: stats.uid,
    gid: stats.gid,
    owner: userName(stats.uid),
    group: groupName(stats.gid),
    mode: modeText(stats.mode),
    state: stateOf(stats),
    size: stats.size,
  };
}

/** The state of what is at `path`, links not followed. */
export function stateAt(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'absent' : stateOf(stats);
}

function stateOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'directory';
  return stats.nlink > 1 ? 'hard' : 'file';
}
