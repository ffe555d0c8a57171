/** Which tasks `--tags` and `--skip-tags` let run, with always, never, tagged, untagged and all. */
import { asText, isLazy } from '../load/tree.ts';
import { str, type Raw } from '../../template/index.ts';

export interface TagChoice {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Nothing was asked for: a task without tags runs. */
  readonly plain: boolean;
}

/** The words of tags as written: lists, and commas in text. */
export function tagWords(tags: readonly Raw[], render: (raw: Raw) => Raw): Set<string> {
  const words = new Set<string>();
  for (const raw of tags) {
    const value = render(raw);
    for (const part of Array.isArray(value) ? value : [value]) {
      for (const word of (asText(part) ?? (isLazy(part) ? '' : str(part))).split(','))
        if (word.trim() !== '') words.add(word.trim());
    }
  }
  return words;
}

/** Whether a task with these tags runs. */
export function selectedByTags(tags: ReadonlySet<string>, choice: TagChoice): boolean {
  return wanted(tags, new Set(choice.only)) && !refused(tags, new Set(choice.skip));
}

function wanted(tags: ReadonlySet<string>, only: ReadonlySet<string>): boolean {
  if (only.size === 0 || tags.has('always')) return true;
  if (shares(tags, only)) return true;
  if (tags.has('never')) return false;
  if (only.has('all')) return true;
  return tags.size === 0 ? only.has('untagged') : only.has('tagged');
}

function refused(tags: ReadonlySet<string>, skip: ReadonlySet<string>): boolean {
  if (skip.has('all')) return !tags.has('always') || skip.has('always');
  if (shares(tags, skip)) return true;
  return tags.size === 0 ? skip.has('untagged') : skip.has('tagged');
}

function shares(tags: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const tag of tags) if (others.has(tag)) return true;
  return false;
}

/** The choice of a run; with none given every task runs but those tagged never. */
export function tagChoice(only: readonly string[], skip: readonly string[]): TagChoice {
  const wantedTags = splitWords(only);
  return {
    only: wantedTags.length === 0 ? ['all'] : wantedTags,
    skip: splitWords(skip),
    plain: only.length + skip.length === 0,
  };
}

function splitWords(words: readonly string[]): string[] {
  return words.flatMap(word => word.split(',')).filter(word => word !== '');
}
