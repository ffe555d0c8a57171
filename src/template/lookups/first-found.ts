import { posix } from 'node:path';
import { requireText, sequenceItems, textOf } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';
import { findFile, flagOption } from './define.ts';

export const firstFoundLookups: Readonly<Record<string, TemplateLookup>> = {
  /** The first file that exists, of the terms (names, lists, or dicts of `files`, `paths` and `skip`) or of the options. */
  first_found: { acceptsUndefined: true, run: firstFound },
};

/** A dict among the terms sets the options for itself and for the terms after it. */
interface Search {
  options: Map<string, Value>;
  readonly candidates: string[];
}

function firstFound(terms: readonly Value[], given: Keywords, context: CallContext): Value[] {
  const search: Search = { options: new Map(given), candidates: [] };
  const asked = terms.length > 0 ? terms : texts(search.options.get('files'), /[,;]/);
  for (const term of asked) collect(term, search);
  for (const candidate of search.candidates) {
    const found = findFile(candidate, '.', context);
    if (found !== undefined) return [posix.resolve(found)];
  }
  return flagOption(search.options, 'skip', false) ? [] : fail('notfound', 'none of the files was found');
}

function collect(term: Value, search: Search): void {
  if (term instanceof Undefined) term.raise();
  if (term instanceof Map) {
    for (const [name, value] of term) search.options.set(requireText(name), value);
    addCandidates(texts(search.options.get('files'), /[,;]/), search);
  } else if (textOf(term) !== undefined) addCandidates(texts(term, /[,;]/), search);
  else {
    const nested = sequenceItems(term) ?? fail('type', `a ${typeName(term)} names no file`);
    for (const item of nested) collect(item, search);
  }
}

function addCandidates(files: readonly string[], { options, candidates }: Search): void {
  const paths = texts(options.get('paths'), /[,:;]/);
  const folders = paths.length > 0 ? paths : [''];
  for (const folder of folders)
    for (const file of files) candidates.push(folder === '' ? file : posix.join(folder, file));
}

/** The texts of an option that is a text or a list of texts, each cut at the separators. */
function texts(value: Value | undefined, separators: RegExp): string[] {
  if (value === undefined || value === null) return [];
  const text = textOf(value);
  if (text !== undefined) return text.split(separators).map(part => part.trim());
  const items = sequenceItems(value) ?? fail('type', 'files and paths are texts or lists of texts');
  return Array.from(items).flatMap(item => texts(item, separators));
}
