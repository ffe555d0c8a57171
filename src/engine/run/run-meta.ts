/** The actions of `meta`: a table, since each changes the course of the play itself. */
import { str } from '../../template/index.ts';
import { playError } from '../load/play-error.ts';
import type { Task } from '../playbook.ts';
import { failedConditionOf } from './conditions.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import type { Section } from './section.ts';
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

/** Runs a meta task on the hosts whose conditions hold; it is told to nobody. */
export async function runMeta(
  task: Task,
  play: PlayRun,
  active: readonly HostState[],
  section: Section,
): Promise<void> {
  const name = metaName(task);
  const action = metaActions.get(name);
  if (!action) throw playError(task.where, `invalid meta action '${name}'`);
  const hosts = active.filter(host => conditionHolds(task, play, host));
  if (hosts.length > 0) await action({ play, task, section, hosts });
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
