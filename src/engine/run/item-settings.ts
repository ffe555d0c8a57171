import { OMIT, str, type Raw } from '../../template/index.ts';
import { listOf } from '../load/tree.ts';
import { booleanKeyword, KeywordError, keywordValue, nameList, numberKeyword } from './read-keyword.ts';
import type { ItemRun } from './task-run.ts';

/** Keywords of a task as this execution has them. */
export interface ItemSettings {
  readonly check: boolean;
  readonly diff: boolean;
  readonly until: readonly Raw[];
  /** How often the module runs at most. */
  readonly tries: number;
  readonly delay: number;
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  /** How to become another user; only modules that are handed over can. */
  readonly become: Readonly<Record<string, string>> | undefined;
  /** Handlers to notify when it changes something. */
  readonly notify: readonly string[];
  readonly async: number;
  readonly poll: number;
  /** An earlier life of the run made this call and died before it was answered. */
  readonly repeated?: boolean;
}

const tested = ['ignore_errors', 'ignore_unreachable', 'any_errors_fatal', 'run_once', 'no_log', 'become'];

/** Renders the keywords that decide how the module runs; KeywordError for one that cannot be read. */
export function itemSettings(run: ItemRun): ItemSettings {
  const { keywords, task, templar, play } = run;
  for (const name of tested) booleanKeyword(name, keywords.get(name), templar);
  if (task.module.handedOver !== true) checkUser(run);
  const number = (name: string, whole = false): number | undefined =>
    numberKeyword(name, task.keywords.get(name), templar, whole);
  const until = listOf(task.keywords.get('until'));
  return {
    check: booleanKeyword('check_mode', keywords.get('check_mode'), templar) ?? play.run.check,
    diff: booleanKeyword('diff', keywords.get('diff'), templar) ?? play.run.diff,
    until,
    tries: triesOf(number('retries', true), until.length > 0),
    delay: number('delay') ?? 5,
    timeout: numberKeyword('timeout', keywords.get('timeout'), templar, true) ?? play.run.settings.taskTimeout,
    environment: environmentOf(run),
    become: run.task.module.handedOver === true ? becoming(run) : undefined,
    notify: nameList('notify', keywords.get('notify'), templar),
    async: number('async', true) ?? 0,
    poll: number('poll', true) ?? 15,
  };
}

/** Ansible's count: `retries` more tries after the first, and the default of three retries when only `until` is given. */
function triesOf(retries: number | undefined, until: boolean): number {
  if (retries === undefined) return until ? 4 : 1;
  return retries <= 0 ? 1 : retries + 1;
}

/** Plays run as the user who started them; becoming somebody else is refused where it would happen. */
function checkUser({ keywords, templar }: ItemRun): void {
  if (booleanKeyword('become', keywords.get('become'), templar) !== true) return;
  const raw = keywords.get('become_user');
  const user = raw === undefined || raw === null ? 'root' : str(keywordValue('become_user', raw, templar));
  if (user === process.env['USER'] || (user === 'root' && process.getuid?.() === 0)) return;
  throw new KeywordError('become', `tasks run as the user who started the play, not as ${user}`);
}

const becomeKeywords = ['become_user', 'become_method', 'become_flags', 'become_exe'];

function becoming({ keywords, templar }: ItemRun): Record<string, string> | undefined {
  if (booleanKeyword('become', keywords.get('become'), templar) !== true) return undefined;
  const told: Record<string, string> = {};
  for (const name of becomeKeywords) {
    const raw = keywords.get(name);
    if (raw !== undefined && raw !== null) told[name] = str(keywordValue(name, raw, templar));
  }
  return { become_user: 'root', ...told };
}

function environmentOf({ keywords, templar }: ItemRun): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const raw of keywords.environment) {
    const entries = keywordValue('environment', raw, templar);
    if (!(entries instanceof Map)) continue;
    for (const [name, value] of entries) if (value !== OMIT) merged[str(name)] = value === null ? '' : str(value);
  }
  return merged;
}
