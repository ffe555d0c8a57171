/** The actions of `meta`: a table, since each changes the course of the play itself. */
import { str, type Value } from '../../template/index.ts';
import { playError } from '../load/play-error.ts';
import type { Task } from '../playbook.ts';
import { failedConditionOf } from './conditions.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import type { Section } from './section.ts';
import { taskInfo } from './task-info.ts';
import { taskKeywords } from './task-keywords.ts';

type MetaAction = (about: About) => void | Promise<void>;

interface About {
  readonly play: PlayRun;
  readonly task: Task;
  readonly section: Section;
  /** Hosts whose condition holds. */
  readonly hosts: readonly HostState[];
}

/** Names of all meta actions. */
export const metaActions: ReadonlyMap<string, MetaAction> = new Map<string, MetaAction>([
  ['noop', () => undefined],
  ['flush_handlers', ({ play, hosts, section }) => play.handlers.flush(hosts, section)],
  ['refresh_inventory', () => undefined],
  ['reset_connection', () => undefined],
  ['clear_facts', ({ hosts }) => hosts.forEach(clearFacts)],
  ['clear_host_errors', ({ play }) => play.hosts.forEach(clearErrors)],
  ['end_host', ({ hosts }) => hosts.forEach(end)],
  ['end_batch', ({ play }) => play.hosts.forEach(end)],
  ['end_play', ({ play }) => play.endPlay()],
  ['end_role', ({ hosts, task }) => hosts.forEach(host => (host.leavingRole = task.role))],
]);

/** Runs a meta task on the hosts whose conditions hold. It is told of only where a condition is false. */
export async function runMeta(
  task: Task,
  play: PlayRun,
  active: readonly HostState[],
  section: Section,
): Promise<void> {
  const name = metaName(task);
  const action = metaActions.get(name);
  if (!action) throw playError(task.where, `invalid meta action '${name}'`);
  const asked = perHost.has(name) ? active : active.slice(0, 1);
  const hosts = asked.filter(host => conditionHolds(task, play, host));
  for (const host of asked) if (!hosts.includes(host)) tellSkipped(name, task, play, host, section);
  if (hosts.length > 0) await action({ play, task, section, hosts });
}

/** Meta actions that ask their condition of each host; the others ask the first. */
const perHost = new Set(['noop', 'flush_handlers', 'end_host', 'end_role', 'reset_connection']);

/** What goes on when the condition is false, in the words that plays and tools know. */
const otherwise: ReadonlyMap<string, (host: string) => string> = new Map([
  ['flush_handlers', (host: string) => `not running handlers for ${host}`],
  ['refresh_inventory', () => 'not refreshing inventory'],
  ['reset_connection', (host: string) => `not resetting connection for ${host}`],
  ['clear_facts', (host: string) => `not clearing facts and fact cache for ${host}`],
  ['clear_host_errors', () => 'not clearing host error state'],
  ['end_host', (host: string) => `continuing execution for ${host}`],
  ['end_batch', () => 'continuing current batch'],
  ['end_play', () => 'continuing play'],
  ['end_role', (host: string) => `continuing role for ${host}`],
]);

function tellSkipped(name: string, task: Task, play: PlayRun, host: HostState, section: Section): void {
  const reason = otherwise.get(name)?.(host.name);
  if (reason === undefined) return;
  const info = taskInfo(task, section, play.templar(play.scopeFor(host, task), task), false);
  const msg = name === 'end_host' ? `end_host conditional evaluated to false, ${reason}` : name;
  const result = new Map<Value, Value>([
    ['skipped', true],
    ['msg', msg],
    ['skip_reason', `${name} conditional evaluated to False, ${reason}`],
  ]);
  play.emit({ type: 'task_start', task: info });
  play.emit({ type: 'result', task: info, host: host.name, status: 'skipped', result, durationMs: 0 });
}

function metaName(task: Task): string {
  const raw = task.options.get('free_form') ?? task.options.get('_raw_params');
  return typeof raw === 'string' ? raw : str(null);
}

function conditionHolds(task: Task, play: PlayRun, host: HostState): boolean {
  const { when } = taskKeywords(task);
  return when.length === 0 || failedConditionOf(when, play.templar(play.scopeFor(host, task), task)) === undefined;
}

function clearFacts(host: HostState): void {
  host.facts.clear();
  host.factVars.clear();
}

function clearErrors(host: HostState): void {
  host.failure = undefined;
  host.unreachable = false;
}

function end(host: HostState): void {
  host.ended = true;
}
