/** The functions of CPython's posixpath that Node's `path.posix` answers otherwise. */
import { fail } from '../fail.ts';

/** Everything before the last slash (without it, unless it is the root), and all after it. */
export function splitPath(path: string): [directory: string, name: string] {
  const cut = path.lastIndexOf('/') + 1;
  const directory = path.slice(0, cut);
  return [/^\/*$/.test(directory) ? directory : directory.replace(/\/+$/, ''), path.slice(cut)];
}

/** The extension with its dot; a name's leading dots begin none. */
export function splitExtension(path: string, separators: RegExp = /\//): [root: string, extension: string] {
  const start = path.split('').findLastIndex(char => separators.test(char)) + 1;
  const name = path.slice(start);
  const [, root, extension] = /^(\.*[^.].*)(\.[^.]*)$/s.exec(name) ?? [];
  return root === undefined || extension === undefined ? [path, ''] : [path.slice(0, start) + root, extension];
}

/** `.`, `..` and double slashes resolved in the text; two leading slashes stay two, as POSIX allows. */
export function normalizePath(path: string): string {
  const root = /^\/\/(?!\/)/.test(path) ? '//' : path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (root === '' && parts.length === 0) || parts.at(-1) === '..') parts.push(part);
    else parts.pop();
  }
  return root + parts.join('/') || '.';
}

/** `os.path.join`: an absolute part drops all before it. */
export function joinPaths(parts: readonly string[]): string {
  if (parts.length === 0) fail('type', 'there is no path to join');
  return parts.reduce((path, part) => {
    if (part.startsWith('/')) return part;
    return path === '' || path.endsWith('/') ? path + part : `${path}/${part}`;
  });
}

/** `os.path.commonpath`; ValueError for no paths, or for absolute and relative ones together. */
export function commonPath(paths: readonly string[]): string {
  if (paths.length === 0) fail('value', 'there is no path to compare');
  const absolute = paths.filter(path => path.startsWith('/')).length;
  if (absolute !== 0 && absolute !== paths.length) fail('value', 'absolute and relative paths have nothing in common');
  const split = paths.map(path => path.split('/').filter(part => part !== '' && part !== '.'));
  const end = split[0]!.findIndex((part, i) => split.some(other => other[i] !== part));
  return (absolute > 0 ? '/' : '') + split[0]!.slice(0, end < 0 ? undefined : end).join('/');
}
