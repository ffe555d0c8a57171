import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Paths below `directory` (or absolute ones) that fit a shell pattern: `*`, `?`, `[a-z]`; hidden names only if asked for. */
export function globSync(directory: string, pattern: string): string[] {
  const path = resolve(directory, pattern);
  if (!/[*?[]/.test(path)) return existsSync(path) ? [path] : [];
  return path
    .split('/')
    .slice(1)
    .reduce<string[]>((bases, part) => bases.flatMap(base => matchesIn(base, part)), ['/']);
}

function matchesIn(base: string, part: string): string[] {
  if (!/[*?[]/.test(part)) return existsSync(join(base, part)) ? [join(base, part)] : [];
  const regex = globRegex(part);
  return namesIn(base)
    .filter(name => regex.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .toSorted()
    .map(name => join(base, name));
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // Not a directory, or not ours to read: nothing matches there, as in a shell.
    return [];
  }
}

/** A shell pattern for one name as a regular expression (Python's fnmatch). */
export function globRegex(pattern: string): RegExp {
  const source = pattern.replaceAll(/\[!?\]?[^\]]*\]|[\\^$.|+(){}*?[\]]/g, found => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    if (found.length > 1 && found.startsWith('[')) return found.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return `\\${found}`;
  });
  return new RegExp(`^${source}$`, 's');
}
