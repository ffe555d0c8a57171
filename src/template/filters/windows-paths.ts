/** CPython's ntpath, for names of files on Windows. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { Tuple } from '../values/types.ts';

export const windowsPathFilters: Readonly<Record<string, TemplateFilter>> = {
  win_basename: filterOf(['path'], value => splitWindowsPath(requireText(value))[1]),
  win_dirname: filterOf(['path'], value => splitWindowsPath(requireText(value))[0]),
  win_splitdrive: filterOf(['path'], value => new Tuple(splitDrive(requireText(value)))),
};

function splitWindowsPath(path: string): [directory: string, name: string] {
  const [drive, rest] = splitDrive(path);
  const cut = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\')) + 1;
  const directory = rest.slice(0, cut);
  return [drive + (directory.replace(/[/\\]+$/, '') || directory), rest.slice(cut)];
}

/** A drive letter, or the server and share of a UNC path, and the rest. */
function splitDrive(path: string): [drive: string, rest: string] {
  const end = driveEnd(path.replaceAll('/', '\\'));
  return [path.slice(0, end), path.slice(end)];
}

function driveEnd(path: string): number {
  if (!path.startsWith('\\\\')) return path[1] === ':' ? 2 : 0;
  const server = path.indexOf('\\', /^\\\\\?\\UNC\\/i.test(path) ? 8 : 2);
  const share = server < 0 ? -1 : path.indexOf('\\', server + 1);
  return share < 0 ? path.length : share;
}
