/** Runs a task for each item and sums the results up, in the shapes Ansible gives. */
import { str, type Dict, type Raw, type Value } from '../../template/index.ts';
import { asDict, asText, textEntries } from '../load/tree.ts';
import { CENSORED_LABEL, censored } from './censor.ts';
import { sleep } from './sleep.ts';
import { loopLabel } from './loop-label.ts';
import { isTrue } from './results.ts';
import { booleanKeyword, keywordValue, numberKeyword } from './read-keyword.ts';
import { itemRunOf } from './item-run-of.ts';
import { runItem } from './run-item.ts';
import { statusOf } from './status.ts';
import type { ItemRun, LoopItem, TaskRun } from './task-run.ts';

interface LoopControl {
  readonly loopVar: string;
  readonly indexVar: string | undefined;
  readonly pause: number;
  readonly extended: boolean;
  readonly allItems: boolean;
  readonly label: Raw | undefined;
  readonly breakWhen: Raw | undefined;
}

/** Runs every item; a failing one does not stop the others. */
export async function runLoop(run: TaskRun, items: readonly Value[]): Promise<Dict> {
  if (items.length === 0) return emptyLoop();
  const control = loopControl(run);
  const results: Dict[] = [];
  const register = asText(run.task.keywords.get('register'));
  let before: Value | undefined;
  for (const [index, item] of items.entries()) {
    if (index > 0 && control.pause > 0) await sleep(control.pause * 1000, run.play.run.interruption.signal);
    const vars = itemVars(control, items, index, before);
    // Each item sees under the registered name what the one before it gave.
    if (register !== undefined && results.length > 0) vars.set(register, results.at(-1)!);
    const itemRun = itemRunOf(run, { index, vars });
    const result = await runItem(itemRun);
    before = item;
    results.push(withItem(result, control, vars));
    reportItem(itemRun, control, result);
    if (run.fate.interrupted) break;
    if (breaks(itemRun, control, result)) break;
  }
  return summary(results, run);
}

function emptyLoop(): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skipped_reason', 'No items in the list'],
    ['results', []],
  ]);
}

function loopControl({ task, templar }: TaskRun): LoopControl {
  const raw = task.keywords.get('loop_control');
  const entries = textEntries(
    asDict(raw) ?? asDict(raw === undefined ? undefined : keywordValue('loop_control', raw, templar)) ?? new Map(),
  );
  const text = (name: string): string | undefined => {
    const value = entries.get(name);
    return value === undefined || value === null ? undefined : str(keywordValue(name, value, templar));
  };
  return {
    loopVar: text('loop_var') ?? 'item',
    indexVar: text('index_var'),
    pause: numberKeyword('pause', entries.get('pause'), templar) ?? 0,
    extended: booleanKeyword('extended', entries.get('extended'), templar) ?? false,
    allItems: booleanKeyword('extended_allitems', entries.get('extended_allitems'), templar) ?? true,
    label: entries.get('label'),
    breakWhen: entries.get('break_when'),
  };
}

function itemVars(
  control: LoopControl,
  items: readonly Value[],
  index: number,
  before: Value | undefined,
): Map<string, Value> {
  const vars = new Map<string, Value>([[control.loopVar, items[index]!]]);
  vars.set('ansible_loop_var', control.loopVar);
  if (control.indexVar !== undefined) {
    vars.set(control.indexVar, index);
    vars.set('ansible_index_var', control.indexVar);
  }
  if (control.extended) vars.set('ansible_loop', extendedLoop(control, items, index, before));
  return vars;
}

function extendedLoop(control: LoopControl, items: readonly Value[], index: number, before: Value | undefined): Dict {
  const count = items.length;
  const loop: Dict = new Map<Value, Value>([
    ['length', count],
    ['index', index + 1],
    ['index0', index],
    ['first', index === 0],
    ['last', index + 1 === count],
    ['revindex', count - index],
    ['revindex0', count - index - 1],
  ]);
  if (control.allItems) loop.set('allitems', [...items]);
  if (index + 1 < count) loop.set('nextitem', items[index + 1]!);
  if (index > 0 && before !== undefined) loop.set('previtem', before);
  return loop;
}

/** The item's result as `results` keeps it: with the item and the names of the loop's variables. */
function withItem(result: Dict, control: LoopControl, vars: LoopItem['vars']): Dict {
  for (const name of [control.loopVar, 'ansible_loop_var', control.indexVar, 'ansible_index_var', 'ansible_loop']) {
    const value = name === undefined ? undefined : vars.get(name);
    if (name !== undefined && value !== undefined) result.set(name, value);
  }
  return result;
}

/** Tells of the item; a label that cannot be rendered fails it. */
function reportItem(run: ItemRun, control: LoopControl, result: Dict): void {
  const label = loopLabel(control.label, control.loopVar, run);
  if (label.error !== undefined) {
    result.set('failed', true);
    result.set('msg', label.error);
  }
  const status = statusOf(result);
  const hidden = run.info.noLog;
  const told = hidden ? { label: CENSORED_LABEL, result: censored(result) } : { label: label.text, result };
  run.play.emit({ type: 'item', task: run.info, host: run.host.name, status, ...told });
}

function breaks(run: ItemRun, control: LoopControl, result: Dict): boolean {
  if (control.breakWhen === undefined || control.breakWhen === null) return false;
  const register = run.task.keywords.get('register');
  const vars = new Map<string, Raw>(run.item?.vars);
  if (typeof register === 'string') vars.set(register, result);
  const templar = run.templar.withScope(run.scope.under(vars));
  const conditions = Array.isArray(control.breakWhen) ? control.breakWhen : [control.breakWhen];
  return conditions.every(condition => templar.evaluateCondition(condition));
}

function summary(results: readonly Dict[], run: TaskRun): Dict {
  const changed = results.some(result => isTrue(result, 'changed'));
  const failed = results.some(result => isTrue(result, 'failed') && !isTrue(result, 'unreachable'));
  const skipped = results.every(result => isTrue(result, 'skipped'));
  const all: Dict = new Map<Value, Value>([
    ['results', [...results]],
    ['changed', changed],
  ]);
  all.set('skipped', skipped);
  if (failed) all.set('failed', true);
  all.set('msg', failed ? 'One or more items failed' : skipped ? 'All items skipped' : 'All items completed');
  if (run.warnings.length > 0) all.set('warnings', [...run.warnings]);
  return all;
}
