/** A list of tasks and blocks as a section, a block or an included file holds it. */
import type { Raw } from '../../template/index.ts';
import type { Block, Node } from '../playbook.ts';
import { checkKeywords, checkTags, varsOf } from './check-keywords.ts';
import { blockKeywords } from './keyword-tables.ts';
import type { LoadContext } from './load-context.ts';
import { loadTask } from './load-task.ts';
import { playError } from './play-error.ts';
import { asDict, asList, kindOf, textEntries } from './tree.ts';

/** Loads the tasks of a list; nothing written is an empty list. `what` names the list in errors. */
export function loadNodes(raw: Raw | undefined, context: LoadContext, what: string): Node[] {
  if (raw === undefined || raw === null) return [];
  const items = asList(raw);
  if (!items) {
    const where = context.source.whereOf(raw);
    throw playError(where, `A malformed block: ${what} should be a list of tasks, not ${kindOf(raw)}`);
  }
  return items.map((item, index) => loadNode(item, { ...context, path: `${context.path}.${index}` }));
}

function loadNode(raw: Raw, context: LoadContext): Node {
  const dict = asDict(raw);
  if (!dict) {
    const where = context.source.whereOf(raw);
    throw playError(where, `A malformed block: a task must be a dictionary of keywords, not ${kindOf(raw)}`);
  }
  const entries = textEntries(dict);
  const isBlock = entries.has('block') || entries.has('rescue') || entries.has('always');
  return isBlock ? loadBlock(raw, entries, context) : loadTask(raw, entries, context);
}

function loadBlock(raw: Raw, entries: Map<string, Raw>, context: LoadContext): Block {
  const where = context.source.whereOf(raw);
  checkKeywords(entries, blockKeywords, 'Block', key => context.source.whereOfKey(raw, key));
  if (!entries.has('block')) {
    const given = entries.has('rescue') ? 'rescue' : 'always';
    throw playError(where, `'${given}' keyword cannot be used without 'block'`);
  }
  checkTags(entries.get('tags'), where);
  const { path, parent, role } = context;
  const vars = varsOf(entries.get('vars'), 'Block', where);
  const block = { kind: 'block' as const, path, where, keywords: entries, vars, parent, role };
  const inside = { ...block, block: [] as Node[], rescue: [] as Node[], always: [] as Node[] };
  for (const section of ['block', 'rescue', 'always'] as const) {
    const below = { ...context, path: `${path}.${section}`, parent: inside };
    inside[section] = loadNodes(entries.get(section), below, section);
  }
  return inside;
}
