/** What comes after a step, and what is done when a step fails. */
import { around, isInRescue, tasksIn } from '../../engine/lint/walk.ts';
import type { ScriptNode, ScriptParent, ScriptTask } from '../../engine/lint/script.ts';
import { Template, type Raw } from '../../template/index.ts';
import { asBoolean } from '../../engine/run/read-keyword.ts';

/** Tasks that run after this one when all goes well: in its list and in the lists around it. */
export function laterTasks(task: ScriptTask): ScriptTask[] {
  const later: ScriptTask[] = [];
  for (const node of lineage(task)) {
    const list = listOf(node);
    later.push(...tasksIn(list.slice(list.indexOf(node) + 1)));
  }
  return later.filter(step => !isInRescue(step) && !step.handler);
}

/** Tasks of the rescue and always sections that run when this one, or a later one of its block, fails. */
export function undoTasks(task: ScriptTask): ScriptTask[] {
  return lineage(task).flatMap(({ parent, section }) =>
    parent.kind === 'block' && section === 'block' ? [...tasksIn([...parent.rescue, ...parent.always])] : [],
  );
}

/** Whether it stands in the good course of things: in no rescue, no always, and is no handler. */
export function isForward(task: ScriptTask): boolean {
  return !task.handler && lineage(task).every(({ section }) => section !== 'rescue' && section !== 'always');
}

/** The task and the blocks and includes around it, up to the play. */
function lineage(task: ScriptTask): ScriptNode[] {
  return [task, ...[...around(task)].filter((node): node is ScriptNode => node.kind !== 'play')];
}

function listOf(node: ScriptNode): readonly ScriptNode[] {
  const parent: ScriptParent = node.parent;
  if (parent.kind === 'play') return parent.nodes;
  if (parent.kind === 'task') return parent.included;
  return node.section === 'tasks' ? [] : parent[node.section];
}

const reaching = new Set(['uri', 'get_url', 'command', 'shell', 'raw', 'script', 'assert', 'fail', 'wait_for', 'mail']);

/** Whether a task may well fail the run: it reaches out, or is there to fail; its errors count. */
export function canFail(task: ScriptTask): boolean {
  return (task.module === undefined || reaching.has(task.module.name)) && !ignoresErrors(task);
}

/** `ignore_errors: true` or `failed_when: false`. A template counts as true. */
export function ignoresErrors({ entries }: Pick<ScriptTask, 'entries'>): boolean {
  return isOn(entries.get('ignore_errors')) || entries.get('failed_when') === false;
}

/** Whether a keyword is switched on; a template may be. */
export function isOn(raw: Raw | undefined): boolean {
  if (raw instanceof Template) return true;
  return (typeof raw === 'string' || typeof raw === 'boolean') && asBoolean(raw) === true;
}

/** Whether it does something whose effect its text does not tell: commands, includes that were not read, foreign modules. */
export function isOpaque(task: ScriptTask): boolean {
  const { module, included } = task;
  if (module === undefined) return true;
  if (module.name.startsWith('include_') || module.name.startsWith('import_')) return included.length === 0;
  return ['command', 'shell', 'raw', 'script'].includes(module.name);
}
