/** Filters of file names: POSIX, and Windows' own. */
import { realpathSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { filterOf } from '../arguments/define.ts';
import { requireText, sequenceItems, textOf } from '../arguments/require.ts';
import type { CallContext, TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { typeName } from '../values/type-name.ts';
import { Tuple, type Value } from '../values/types.ts';
import { expandUser } from './expand-user.ts';
import { glob } from './glob.ts';
import { commonPath, joinPaths, normalizePath, splitExtension, splitPath } from './posix-path.ts';

export const pathFilters: Readonly<Record<string, TemplateFilter>> = {
  basename: ofPath(path => splitPath(path)[1]),
  dirname: ofPath(path => splitPath(path)[0]),
  splitext: ofPath(path => new Tuple(splitExtension(path))),
  normpath: ofPath(normalizePath),
  realpath: ofPath(realPath),
  expanduser: filterOf(['path'], (value, context) => expandUser(requireText(value), context.environment)),
  expandvars: filterOf(['path'], (value, context) => expandVariables(requireText(value), context)),
  relpath: filterOf(['path', ['start', '.']], (path, start) => relativePath(requireText(path), requireText(start))),
  path_join: filterOf(['paths'], value => joinAll(value)),
  commonpath: filterOf(['paths'], value => commonPath(texts(value, 'commonpath'))),
  fileglob: ofPath(pattern => glob(pattern).filter(isFile)),
};

function ofPath(body: (path: string) => Value): TemplateFilter {
  return filterOf(['path'], value => body(requireText(value)));
}

function joinAll(value: Value): string {
  const text = textOf(value);
  return text ?? joinPaths(texts(value, 'path_join'));
}

function texts(value: Value, filter: string): string[] {
  const items = sequenceItems(value) ?? fail('type', `${filter} takes a list of texts, not a ${typeName(value)}`);
  return Array.from(items, requireText);
}

function relativePath(path: string, start: string): string {
  if (path === '') fail('value', 'no path specified');
  return posix.relative(start, path) || '.';
}

/** Links resolved as far as the path exists. */
function realPath(path: string): string {
  const absolute = posix.resolve(path);
  for (let head = absolute; head !== '/'; head = posix.dirname(head)) {
    try {
      return posix.join(realpathSync(head), posix.relative(head, absolute));
    } catch {
      continue; // what is not there yet is no link
    }
  }
  return absolute;
}

/** `$name` and `${name}`; unknown names stay. */
function expandVariables(path: string, context: CallContext): string {
  return path.replace(/\$(\w+|\{[^}]*\})/g, (whole, name: string) => {
    return context.environment[name.replace(/^\{|\}$/g, '')] ?? whole;
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
