/** Variables the engine itself gives. Those listed here cannot be overridden by a play. */
import { LazyDict, LazyList, OMIT, type Raw, type Value } from '../../template/index.ts';
import type { HostState } from '../run/host-state.ts';
import type { PlayRun } from '../run/play-run.ts';
import type { RoleUse, Task } from '../playbook.ts';
import { callKey } from '../run/call-key.ts';
import { taskKeywords } from '../run/task-keywords.ts';
import { hostVars } from './host-vars.ts';
import type { Layer } from './layer.ts';

interface About {
  readonly play: PlayRun;
  readonly host: HostState;
  readonly task: Task | undefined;
}

/** The level of magic variables for a task on a host; each is worked out when asked for. */
export function magicVars(play: PlayRun, host: HostState, task: Task | undefined): Layer {
  const about = { play, host, task };
  return { get: name => table.get(name)?.(about), keys: () => table.keys() };
}

const names = (hosts: readonly HostState[]): Value[] => hosts.map(host => host.name);

function role(about: About): RoleUse | undefined {
  return about.task?.role;
}

const table: ReadonlyMap<string, (about: About) => Raw | undefined> = new Map<
  string,
  (about: About) => Raw | undefined
>([
  ['omit', () => OMIT],
  ['hostvars', ({ play }) => hostVars(play)],
  ['groups', ({ play }) => play.run.groupsValue()],
  ['vars', about => allVars(about)],
  ['ansible_facts', ({ host }) => host.facts],
  ['playbook_dir', ({ play }) => play.play.directory],
  // Ansible has the text None where there is no file.
  ['inventory_dir', ({ play }) => play.run.inventory.directory ?? 'None'],
  ['inventory_file', ({ play }) => play.run.inventory.file ?? play.run.inventory.sources[0] ?? null],
  ['role_name', about => role(about)?.name],
  ['ansible_role_name', about => role(about)?.name],
  ['role_path', about => role(about)?.directory],
  ['ansible_parent_role_names', about => parentRoles(about)],
  ['ansible_play_name', ({ play }) => play.name],
  ['play_hosts', ({ play }) => names(play.hosts.filter(host => host.inPlay))],
  ['ansible_play_hosts', ({ play }) => names(play.allHosts.filter(host => host.inPlay))],
  ['ansible_play_batch', ({ play }) => names(play.hosts.filter(host => host.inPlay))],
  ['ansible_play_hosts_all', ({ play }) => names(play.allHosts)],
  ['ansible_play_role_names', ({ play }) => [...play.roleNames]],
  ['role_names', ({ play }) => [...play.roleNames]],
  ['ansible_dependent_role_names', about => role(about)?.dependencies.map(use => use.name) ?? []],
  ['ansible_check_mode', ({ play }) => play.run.check],
  ['ansible_diff_mode', ({ play }) => play.run.diff],
  ['ansible_verbosity', ({ play }) => play.run.verbosity],
  ['ansible_forks', () => 5],
  ['ansible_config_file', ({ play }) => play.run.settings.file ?? null],
  ['ansible_playbook_python', () => '/usr/bin/python3'],
  ['ansible_role_names', ({ play }) => [...play.roleNames]],
  ['environment', ({ task }) => (task === undefined ? [] : new LazyList(taskKeywords(task).environment))],
  ['ansible_run_tags', ({ play }) => [...play.run.tags.only]],
  ['ansible_skip_tags', ({ play }) => [...play.run.tags.skip]],
  ['ansible_limit', ({ play }) => play.run.limit],
  ['ansible_inventory_sources', ({ play }) => [...play.run.inventory.sources]],
  ['ansible_version', () => version],
  ['omnicrm_idempotency_key', ({ play }) => play.run.call && callKey(play.run.call)],
  ['ansible_search_path', about => [...searchPath(about)]],
]);

const version: Value = new Map<Value, Value>([
  ['full', '2.19.11'],
  ['major', 2],
  ['minor', 19],
  ['revision', 11],
  ['string', '2.19.11'],
]);

function parentRoles(about: About): Value[] | undefined {
  if (!role(about)) return undefined;
  const found: Value[] = [];
  for (let above = role(about)?.role; above !== undefined; above = above.role) found.push(above.name);
  return found;
}

function searchPath({ play, task }: About): readonly string[] {
  const folders = task?.role ? [task.role.directory] : [];
  if (task) folders.push(task.directory);
  return [...new Set([...folders, play.play.directory])];
}

/** `vars`: every variable by name, without `vars` itself. */
function allVars({ play, host, task }: About): Raw {
  const scope = play.scopeFor(host, task);
  const entries = new Map<Value, Raw>();
  for (const name of scope.names()) {
    const value = name === 'vars' || name === 'hostvars' ? undefined : scope.get(name);
    if (value !== undefined) entries.set(name, value);
  }
  return new LazyDict(entries);
}
