/** What lookups share: their options, and the files that they find. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { requireText } from '../arguments/require.ts';
import type { CallContext, Keywords } from '../callable.ts';
import { fail } from '../fail.ts';
import { expandUser } from '../filters/expand-user.ts';
import { truth } from '../values/truth.ts';
import { Tuple, type Value } from '../values/types.ts';

/** An option that is a text. */
export function textOption(options: Keywords, name: string, fallback: string): string {
  return requireText(options.get(name) ?? fallback);
}

/** An option that is a truth value; texts such as `no` count as what they spell. */
export function flagOption(options: Keywords, name: string, fallback: boolean): boolean {
  const value = options.get(name) ?? fallback;
  return typeof value === 'string' ? /^(y|yes|on|1|true|t)$/i.test(value) : truth(value);
}

/** The path of a file that is absolute or lies in one of the folders searched for its kind; undefined when there is none. */
export function findFile(name: string, kind: string, context: CallContext): string | undefined {
  const path = expandUser(name, context.environment);
  const candidates = posix.isAbsolute(path) ? [path] : context.searchPath(kind).map(folder => posix.join(folder, path));
  return candidates.find(candidate => existsSync(candidate));
}

/** The text of such a file; an error when there is none. */
export function readFound(name: string, kind: string, context: CallContext): string {
  const path = findFile(name, kind, context) ?? fail('notfound', `no file '${name}' in the folders of ${kind}`);
  return readText(path, context);
}

/** The text of a file; an error of the system becomes a TemplateError. */
export function readText(path: string, context: CallContext): string {
  try {
    return context.readFile(path);
  } catch (error) {
    return fail('notfound', `cannot read '${path}': ${String(error)}`);
  }
}

/** The terms with lists among them spread out, one level deep (Ansible's `with_items`). */
export function flattenOnce(terms: readonly Value[]): Value[] {
  return terms.flatMap(term => {
    if (Array.isArray(term)) return term;
    return term instanceof Tuple ? term.items : [term];
  });
}
