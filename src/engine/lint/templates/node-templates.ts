/** Which values of plays, blocks and tasks hold templates, and which hold bare expressions. */
import type { Raw } from '../../../template/index.ts';
import { placeOfValue } from '../play-file.ts';
import type { Script, ScriptBlock, ScriptPlay, ScriptTask } from '../script.ts';
import { allBlocks, allTasks } from '../walk.ts';
import { templatesIn, type WrittenTemplate } from './written-template.ts';

export type Use = WrittenTemplate & {
  /** The keyword it stands in; `options` for what the module is given. */
  readonly keyword: string;
  readonly of: ScriptPlay | ScriptBlock | ScriptTask;
};

const conditions = new Set(['when', 'failed_when', 'changed_when', 'until']);
const lists = new Set(['block', 'rescue', 'always', 'tasks', 'pre_tasks', 'post_tasks', 'handlers', 'roles']);

/** Every template of a playbook; those of files of variables are not among them. */
export function* allTemplates(script: Script): Generator<Use> {
  for (const play of script.plays) yield* ownTemplates(play);
  for (const play of script.plays) yield* roleTemplates(play);
  for (const block of allBlocks(script)) yield* ownTemplates(block);
  for (const task of allTasks(script)) yield* taskTemplates(task);
}

/** All templates of a task. */
export function* taskTemplates(task: ScriptTask): Generator<Use> {
  yield* ownTemplates(task);
  yield* optionTemplates(task);
}

/** Those that its module is given. */
export function* optionTemplates(task: ScriptTask): Generator<Use> {
  const bare = bareOptions[task.module?.name ?? ''];
  const args = task.entries.get('args');
  for (const [name, value] of task.options) {
    const holder = task.optionsIn ?? args ?? task.raw;
    const where = placeOfValue(
      task.file,
      holder,
      task.optionsIn === undefined && args === undefined ? (task.actionKey ?? '') : name,
    );
    for (const template of templatesIn(value, task.file, where, bare === name)) {
      yield { ...template, keyword: 'options', of: task };
    }
  }
}

/** Options that hold expressions without braces. */
const bareOptions: Readonly<Record<string, string>> = { assert: 'that', debug: 'var' };

/** Those of its keywords; the tasks below it and the options of its module are not among them. */
export function* ownTemplates(of: ScriptPlay | ScriptBlock | ScriptTask): Generator<Use> {
  for (const [keyword, value] of of.entries) {
    if (lists.has(keyword) || (of.kind === 'task' && (keyword === of.actionKey || keyword === 'args'))) continue;
    yield* keywordTemplates(of, keyword, value);
  }
}

function* keywordTemplates(of: Use['of'], keyword: string, value: Raw): Generator<Use> {
  const where = placeOfValue(of.file, of.raw, keyword);
  for (const template of templatesIn(value, of.file, where, conditions.has(keyword)))
    yield { ...template, keyword, of };
}

function* roleTemplates(play: ScriptPlay): Generator<Use> {
  const roles = play.entries.get('roles');
  for (const template of templatesIn(roles, play.file, play.where)) yield { ...template, keyword: 'roles', of: play };
}
