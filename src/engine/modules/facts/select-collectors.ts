import type { Collector } from './collector.ts';

/**
 * The collectors that the words of `gather_subset` ask for: `min` unless `!min`, `all` unless something else is named or `!all`,
 * `!word` leaves one out. A word that names nothing is a RangeError.
 */
export function selectCollectors(words: readonly string[], collectors: readonly Collector[]): Collector[] {
  const asked = words.map(word => ({ word: word.replace(/^!/, ''), leftOut: word.startsWith('!') }));
  for (const { word } of asked) if (!isKnown(word, collectors)) throw unknown(word, collectors);
  const named = (wanted: boolean): Set<string> =>
    new Set(asked.filter(entry => entry.leftOut !== wanted).map(entry => entry.word));
  const [added, removed] = [named(true), named(false)];
  if (added.size === 0 && !removed.has('all')) added.add('all');
  if (!removed.has('min')) added.add('min');
  return collectors.filter(collector => isIn(collector, added, true) && !isIn(collector, removed, false));
}

/** `all` and `min` as exclusions only say what is not taken by itself. */
function isIn(collector: Collector, words: ReadonlySet<string>, wide: boolean): boolean {
  if (wide && (words.has('all') || (words.has('min') && collector.minimal))) return true;
  return words.has(collector.name) || collector.words.some(word => words.has(word));
}

function isKnown(word: string, collectors: readonly Collector[]): boolean {
  return wordsOf(collectors).includes(word);
}

function wordsOf(collectors: readonly Collector[]): string[] {
  const own = collectors.flatMap(({ name, words }) => [name, ...words]);
  return [...new Set(['all', 'min', ...own])].toSorted();
}

function unknown(word: string, collectors: readonly Collector[]): RangeError {
  const allowed = wordsOf(collectors).join(', ');
  return new RangeError(`Bad subset '${word}' given to Ansible. gather_subset options allowed: ${allowed}`);
}
