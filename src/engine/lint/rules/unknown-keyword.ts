import { didYouMean } from '../../../errors.ts';
import { defaultTables } from '../../../template/index.ts';
import { shortName } from '../../load/find-action.ts';
import { builtInModules } from '../../built-in-modules.ts';
import {
  blockKeywords,
  handlerKeywords,
  loopControlKeywords,
  playKeywords,
  taskKeywords,
} from '../../load/keyword-tables.ts';
import { asDict, textEntries } from '../../load/tree.ts';
import { placeOfKey } from '../play-file.ts';
import type { Problem, Rule } from '../rule.ts';
import type { ScriptTask, Written } from '../script.ts';
import { allBlocks, allTasks } from '../walk.ts';

export const unknownKeyword: Rule = {
  id: 'unknown-keyword',
  summary:
    'A play, block, task or loop_control has a word that means nothing there: the play is refused before its first task.',
  fix: 'Remove it, or indent it under the module if it is one of its options.',
  *check({ script }) {
    for (const play of script.plays)
      if (!isImport(play)) yield* strange(play, play.entries.keys(), playKeywords, 'play');
    for (const block of allBlocks(script)) yield* strange(block, block.entries.keys(), blockKeywords, 'block');
    for (const task of allTasks(script)) yield* ofTask(task);
  },
};

function isImport({ entries }: Written): boolean {
  return [...entries.keys()].some(key => shortName(key) === 'import_playbook');
}

function* ofTask(task: ScriptTask): Generator<Problem> {
  const words = task.strangeWords.filter(word => !builtInModules().has(shortName(word)));
  const known = task.handler ? handlerKeywords : taskKeywords;
  yield* strange(task, words, known, 'task');
  yield* unknownLoops(task);
  const control = task.entries.get('loop_control');
  const dict = asDict(control);
  if (control === undefined || dict === undefined) return;
  const holder = { ...task, raw: control };
  yield* strange(holder, textEntries(dict).keys(), loopControlKeywords, 'loop_control');
}

function* unknownLoops(task: ScriptTask): Generator<Problem> {
  const loops = [...task.entries.keys()].filter(key => key.startsWith('with_'));
  const known = new Set([...defaultTables.lookups.keys()].map(name => `with_${name}`));
  yield* strange(task, loops, known, 'task');
}

function* strange(of: Written, words: Iterable<string>, known: ReadonlySet<string>, what: string): Generator<Problem> {
  for (const word of words) {
    if (known.has(word)) continue;
    const near = didYouMean(word, known);
    const fix = near === undefined ? undefined : `Did you mean '${near}'?`;
    yield { where: placeOfKey(of.file, of.raw, word), message: `'${word}' is no keyword of a ${what}`, fix };
  }
}
