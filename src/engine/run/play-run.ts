/** A play while it runs: its hosts, its handlers, and what every task of it shares. */
import { str, Templar, type Raw } from '../../template/index.ts';
import { asText } from '../load/tree.ts';
import { messageOf } from './results.ts';
import type { RunEvent } from '../events.ts';
import type { Block, LoadWarning, Node, Play, RoleUse, Task, Vars } from '../playbook.ts';
import { sharedEnvironment } from '../shared-environment.ts';
import type { LayeredScope } from '../vars/layer.ts';
import { hostScope, taskScope } from '../vars/task-scope.ts';
import { playVarsFiles } from '../vars/play-vars-files.ts';
import { searchFolders } from './find-file.ts';
import { gatheringTask } from './gathering-task.ts';
import { Handlers } from './handlers.ts';
import type { HostState } from './host-state.ts';
import { playError } from '../load/play-error.ts';
import { booleanKeyword, numberKeyword } from './read-keyword.ts';
import type { Run } from './run.ts';
import type { Section } from './section.ts';

export interface Walker {
  runNodes(nodes: readonly Node[], play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void>;
  runTask(task: Task, play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void>;
}

export class PlayRun {
  readonly run: Run;
  readonly play: Play;
  readonly allHosts: readonly HostState[];
  /** The hosts of the batch at hand (`serial`). */
  hosts: readonly HostState[];
  /** Answers to vars_prompt. */
  readonly answers: Map<string, Raw>;
  readonly handlers: Handlers;
  /** The task `Gathering Facts`. */
  readonly gathering: Task;
  readonly name: string;
  readonly anyErrorsFatal: boolean;
  /** Levels of the roles the whole play sees, the last role first. */
  publicRoleVars: Vars[] = [];
  publicRoleDefaults: Vars[] = [];
  /** Roles of the play by name, as often as they are used, without those they depend on. */
  readonly roleNames: string[];
  readonly #varsFiles = new Map<HostState, readonly Vars[]>();

  /** How nodes and tasks are run: here so that includes and handlers can, without a cycle of files. */
  readonly walker: Walker;

  constructor(run: Run, play: Play, hosts: readonly HostState[], answers: Map<string, Raw>, walker: Walker) {
    this.walker = walker;
    this.run = run;
    this.play = play;
    this.allHosts = hosts;
    this.hosts = hosts;
    this.answers = answers;
    this.roleNames = play.publicRoles.filter(use => use.role === undefined).map(use => use.name);
    for (const role of play.publicRoles) this.#share(role);
    this.name = this.#playName();
    this.handlers = new Handlers(this);
    this.gathering = gatheringTask(play, String(run.playbook.plays.indexOf(play)));
    this.anyErrorsFatal =
      booleanKeyword('any_errors_fatal', this.keyword('any_errors_fatal'), this.playTemplar) ??
      run.settings.anyErrorsFatal;
  }

  keyword(name: string): Raw | undefined {
    return this.play.keywords.get(name);
  }

  /** Renders keywords of the play itself: extra variables and its own vars are known there. */
  get playTemplar(): Templar {
    const { extraVars } = this.run;
    const { vars } = this.play;
    const get = (name: string): Raw | undefined => extraVars.get(name) ?? vars.get(name);
    const scope = { get, names: () => [...extraVars.keys(), ...vars.keys()] };
    return new Templar(sharedEnvironment(), scope, this.run.templarOptions);
  }

  #playName(): string {
    const raw = this.keyword('name');
    if (raw === undefined || raw === null || raw === '') return this.run.hostPattern(this.keyword('hosts'));
    try {
      return str(this.playTemplar.render(raw));
    } catch (error) {
      throw playError(this.play.where, `keyword 'name' of a play cannot be rendered: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** Makes a role's defaults and vars known to the whole play. */
  #share(role: RoleUse): void {
    this.publicRoleVars = [role.roleVars, ...this.publicRoleVars].filter(layer => layer.size > 0);
    this.publicRoleDefaults = [role.defaults, ...this.publicRoleDefaults].filter(layer => layer.size > 0);
  }

  /** A role that came in by include_role: its handlers can be notified from now on. */
  takeRole(role: RoleUse): void {
    this.roleNames.push(role.name);
    this.handlers.add(role.handlers);
    if (role.public) this.#share(role);
  }

  /** Whether more hosts of the batch failed than `max_fail_percentage` allows. */
  get tooManyFailed(): boolean {
    const most = numberKeyword('max_fail_percentage', this.keyword('max_fail_percentage'), this.playTemplar);
    const failed = this.hosts.filter(host => host.failure !== undefined || host.unreachable).length;
    return most !== undefined && (failed / this.hosts.length) * 100 > most;
  }

  scopeFor(host: HostState, task?: Task): LayeredScope {
    return taskScope(this, host, task);
  }

  hostScope(host: HostState): LayeredScope {
    return hostScope(this, host);
  }

  templar(scope: LayeredScope, task?: Task): Templar {
    const searchPath = (kind: string): readonly string[] => searchFolders(this, task, kind);
    return new Templar(sharedEnvironment(), scope, { ...this.run.templarOptions, searchPath });
  }

  renderText(raw: Raw, task: Task): string {
    const host = this.hosts[0]!;
    return asText(raw) === raw ? raw : str(this.templar(this.scopeFor(host, task), task).render(raw));
  }

  /** The variables of vars_files for a host, the last file first; read when first asked for. */
  varsFiles(host: HostState): readonly Vars[] {
    if (this.play.varsFiles.length === 0) return [];
    const known = this.#varsFiles.get(host);
    if (known) return known;
    this.#varsFiles.set(host, []);
    const { layers, complete } = playVarsFiles(this.play, this.templar(this.scopeFor(host)));
    if (complete) this.#varsFiles.set(host, layers);
    else this.#varsFiles.delete(host);
    return layers;
  }

  /** Whether a block's rescue runs on the host: it failed there, or the run is a removal or an undo and this is its block. */
  toRescue(block: Block, host: HostState): boolean {
    if (host.unreachable) return false;
    const onPurpose = this.run.entry !== 'block' && this.play.tasks.includes(block);
    return host.failure !== undefined || (host.active && onPurpose);
  }

  isRemovalBlock(block: Block): boolean {
    return this.run.entry === 'rescue' && this.play.tasks.includes(block);
  }

  endPlay(): void {
    for (const host of this.allHosts) host.ended = true;
  }

  emit(event: RunEvent): void {
    this.run.emit(event);
  }

  warn(warnings: readonly LoadWarning[]): void {
    for (const { message, where } of warnings) this.emit({ type: 'warning', message, where });
  }
}
