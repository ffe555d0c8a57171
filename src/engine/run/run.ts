/** A run: what all its plays share. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import type { Dict, Raw, TemplarOptions, Value } from '../../template/index.ts';
import { readPlainText } from '../vault/read-plain-file.ts';
import { builtInModules } from '../built-in-modules.ts';
import type { Reporter, RunEvent, TaskInfo } from '../events.ts';
import { groupNamed, hostsOfGroup, inventoryOf, type Inventory } from '../inventory/inventory.ts';
import { hostLevel } from '../inventory/host-level.ts';
import type { Journal } from '../journal.ts';
import { asList, asText } from '../load/tree.ts';
import type { TlsOptions } from '../module.ts';
import type { ModuleTable, RunOptions, RunResult } from '../options.ts';
import type { Playbook, Vars } from '../playbook.ts';
import { processSettings } from '../settings/process-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { CustomStats } from './custom-stats.ts';
import { HostState } from './host-state.ts';
import { Interruption } from './interruption.ts';
import { drawnClock, drawnRandom } from './draws.ts';
import type { Section } from './section.ts';
import { StartAt } from './start-at.ts';
import { Step } from './step.ts';
import { Jobs } from './jobs.ts';
import { PlayStats } from './stats.ts';
import type { ItemRun } from './task-run.ts';
import { tagChoice, type TagChoice } from './tags.ts';
import { Visits } from './visits.ts';

export class Run {
  readonly playbook: Playbook;
  readonly modules: ModuleTable;
  readonly settings: Settings;
  readonly extraVars: Vars;
  readonly inventoryVars: Vars;
  readonly inventory: Inventory;
  readonly hosts = new Map<string, HostState>();
  readonly check: boolean;
  readonly diff: boolean;
  readonly verbosity: number;
  readonly tags: TagChoice;
  readonly limit: string | undefined;
  readonly entry: NonNullable<RunOptions['entry']>;
  readonly id: string;
  readonly forceHandlers: boolean;
  readonly journal: Journal | undefined;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly prompt: RunOptions['prompt'];
  readonly interruption: Interruption;
  readonly stats = new PlayStats();
  readonly customStats = new CustomStats();
  readonly visits = new Visits();
  readonly jobs = new Jobs();
  readonly startAt: StartAt;
  readonly step: Step | undefined;
  failure: RunResult['failure'];
  /** The execution at hand: `omnicrm_idempotency_key` names it. */
  call: ItemRun | undefined;
  readonly #reporters: readonly Reporter[];
  readonly #options: RunOptions;
  readonly #restful = new AbortController().signal;
  #tmpDir: string | undefined;

  constructor(playbook: Playbook, options: RunOptions) {
    this.playbook = playbook;
    this.#options = options;
    this.modules = options.modules ?? builtInModules();
    this.settings = options.settings ?? processSettings();
    this.extraVars = options.extraVars ?? new Map();
    this.inventoryVars = options.inventoryVars ?? new Map();
    this.inventory = options.inventory ?? inventoryOf(['localhost']);
    this.check = options.check ?? false;
    this.diff = options.diff ?? false;
    this.verbosity = options.verbosity ?? 0;
    this.tags = tagChoice(options.tags ?? [], options.skipTags ?? []);
    this.limit = options.limit;
    this.entry = options.entry ?? 'block';
    this.forceHandlers = options.forceHandlers ?? false;
    this.journal = options.journal;
    this.id = options.id ?? randomUUID();
    this.clock = drawnClock(options);
    this.random = drawnRandom(options);
    this.prompt = options.prompt;
    this.interruption = new Interruption(options.signal);
    this.startAt = new StartAt(options.startAtTask);
    this.step = options.confirmTask && new Step(options.confirmTask);
    this.#reporters = options.reporters ?? [];
    for (const name of this.inventory.hosts.keys()) this.#adopt(name);
  }

  get templarOptions(): TemplarOptions {
    const { refusedLookups = new Set() } = this.#options;
    return { random: this.random, now: this.clock, environment: process.env, readFile: readPlainText, refusedLookups };
  }

  #adopt(name: string): HostState {
    const state = new HostState(name);
    this.hosts.set(name, state);
    this.refreshHost(state);
    return state;
  }

  /** Reads the host's inventory level anew: its own variables and those of its groups. */
  refreshHost(state: HostState): void {
    const level = hostLevel(this.inventory, state.name, this.playbook.directory);
    state.inventory = level.vars;
    state.own = level.own;
  }

  /** A host of the inventory; `localhost` is there even when the inventory does not name it. */
  findHost(name: string): HostState | undefined {
    const found = this.hosts.get(name);
    if (found || name !== 'localhost') return found;
    const state = new HostState(name);
    const level = hostLevel(this.inventory, name, this.playbook.directory);
    state.inventory = level.vars;
    state.own = level.own;
    return state;
  }

  addHost(name: string, groups: readonly string[], vars: Vars): boolean {
    const { hosts } = this.inventory;
    let changed = !hosts.has(name);
    if (changed) hosts.set(name, { name, vars: new Map() });
    const host = hosts.get(name)!;
    for (const [key, value] of vars) {
      changed ||= host.vars.get(key) !== value;
      host.vars.set(key, value);
    }
    for (const group of groups) changed = this.#joinGroup(name, group) || changed;
    if (groups.length === 0) this.#joinGroup(name, 'ungrouped');
    const state = this.hosts.get(name);
    if (state) this.refreshHost(state);
    else this.#adopt(name);
    return changed;
  }

  addToGroup(host: string, group: string, parents: readonly string[]): boolean {
    let changed = this.#joinGroup(host, group);
    for (const parent of parents) {
      const { children } = groupNamed(this.inventory, parent);
      if (parent !== group && !children.has(group)) changed = true;
      children.add(group);
    }
    const state = this.hosts.get(host);
    if (state) this.refreshHost(state);
    return changed;
  }

  #joinGroup(host: string, name: string): boolean {
    const { hosts } = groupNamed(this.inventory, name);
    if (hosts.has(host)) return false;
    hosts.add(host);
    if (name !== 'ungrouped') this.inventory.groups.get('ungrouped')?.hosts.delete(host);
    return true;
  }

  /** `groups`: names of hosts by group. */
  groupsValue(): Dict {
    const groups: Dict = new Map<Value, Value>();
    for (const name of this.inventory.groups.keys()) groups.set(name, [...hostsOfGroup(this.inventory, name)]);
    return groups;
  }

  /** How a play without a name is called: its hosts. */
  hostPattern(raw: Raw | undefined): string {
    return (asList(raw) ?? [raw]).map(part => asText(part) ?? '').join(',');
  }

  /** The signal for a task: rescue and always are not disturbed. */
  signalFor(section: Section): AbortSignal {
    return section.shielded ? this.#restful : this.interruption.signal;
  }

  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher {
    const { dispatcherFor } = this.#options;
    if (!dispatcherFor) throw new Error('this run has no connection to the network');
    return dispatcherFor(origin, tls);
  }

  roleFolders(nearest: string): string[] {
    return [nearest, ...this.settings.rolesPath];
  }

  /** The run's folder for temporary files, made when first asked for. */
  tmpDir(): string {
    this.#tmpDir ??= this.#options.tmpDir ?? mkdtempSync(join(tmpdir(), 'omnicrm-'));
    return this.#tmpDir;
  }

  noteFailure(task: TaskInfo, host: string, result: Dict): void {
    this.failure ??= { task: task.name, host, result };
  }

  emit(event: RunEvent): void {
    for (const reporter of this.#reporters) reporter.report(event);
  }

  close(): void {
    this.interruption.close();
    if (this.#tmpDir !== undefined && this.#options.tmpDir === undefined)
      rmSync(this.#tmpDir, { recursive: true, force: true });
  }
}
