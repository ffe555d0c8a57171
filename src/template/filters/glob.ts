import { readdirSync } from 'node:fs';

/** Paths that match a pattern with `*`, `?` and `[…]`, as Python's glob finds them: names with a leading dot only when asked for. */
export function glob(pattern: string): string[] {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter(part => part !== '');
  return parts.reduce<string[]>((found, part) => found.flatMap(folder => matches(folder, part)), [absolute ? '/' : '']);
}

function matches(folder: string, part: string): string[] {
  const expression = globExpression(part);
  return namesIn(folder, part)
    .filter(name => expression.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .map(name => folder + (folder === '' || folder.endsWith('/') ? '' : '/') + name);
}

function namesIn(folder: string, part: string): string[] {
  if (part === '.' || part === '..') return [part];
  try {
    return readdirSync(folder === '' ? '.' : folder);
  } catch {
    return []; // no folder, or none that may be read: nothing matches there
  }
}

/** A shell pattern as a regular expression for one name (Python's fnmatch). */
export function globExpression(pattern: string): RegExp {
  const source = pattern.replace(
    /\[(!?)([^\]]+)\]|[*?]|[\\^$.|+(){}[\]]/g,
    (found, not: string, set: string | undefined) => {
      if (set !== undefined) return `[${not === '' ? '' : '^'}${set.replaceAll('\\', '\\\\')}]`;
      return found === '*' ? '.*' : found === '?' ? '.' : `\\${found}`;
    },
  );
  return new RegExp(`^${source}$`, 's');
}
