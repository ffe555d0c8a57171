/** What a caller may tell `runPlaybook`, and what it gets back. */
import type { Dispatcher } from 'undici';
import type { Dict, Raw } from '../template/index.ts';
import type { HostStats, Reporter } from './events.ts';
import type { Inventory } from './inventory/inventory.ts';
import type { Journal } from './journal.ts';
import type { Module, TlsOptions } from './module.ts';
import type { Settings } from './settings/settings.ts';

export type ModuleTable = ReadonlyMap<string, Module>;

export interface LoadOptions {
  /** Modules known besides the engine's own actions; others are refused. Default: those of modules/index.ts. */
  readonly modules?: ModuleTable;
  /** Extra variables: names of imported files and plays may use them. */
  readonly extraVars?: ReadonlyMap<string, Raw>;
  /** What ansible.cfg says; default: Ansible's defaults and ANSIBLE_ROLES_PATH. */
  readonly settings?: Settings;
}

export interface RunOptions {
  readonly modules?: ModuleTable;
  readonly settings?: Settings;
  /** Highest precedence, as `-e`. Plain values are data; only Template instances are rendered. */
  readonly extraVars?: ReadonlyMap<string, Raw>;
  /** At the level of inventory variables: anything a play sets wins over them. */
  readonly inventoryVars?: ReadonlyMap<string, Raw>;
  /** Default: localhost alone. */
  readonly inventory?: Inventory;
  /** The connection for an origin; default: a keep-alive agent of this run. */
  readonly dispatcherFor?: (origin: string, tls?: TlsOptions) => Dispatcher;
  readonly reporters?: readonly Reporter[];
  readonly journal?: Journal;
  /** Names the run in the keys of its calls, the same for all its lives; default: a random one. */
  readonly id?: string;
  /** The first abort ends the call in flight: its task fails and the block's rescue runs, unhindered by the signal. */
  readonly signal?: AbortSignal;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  readonly startAtTask?: string;
  /** Asked before each task and handler (`TASK: its name`) whether it shall run; `continue`: it and all others. */
  readonly confirmTask?: (task: string) => Promise<'yes' | 'no' | 'continue'>;
  readonly limit?: string;
  readonly forceHandlers?: boolean;
  readonly verbosity?: number;
  readonly clock?: () => Date;
  readonly random?: () => number;
  /**
   * `rescue`: removal. The play's top block is not run (but for a guard); its rescue is. `undo`: the block is walked (with a
   * journal: replayed) and its rescue runs even when nothing failed. Default `block`.
   */
  readonly entry?: 'block' | 'rescue' | 'undo';
  /** Answers `vars_prompt`; default: the prompt's default. */
  readonly prompt?: (prompt: { name: string; text: string; private: boolean }) => Promise<string>;
  /** Lookups that no template of the run may use (`pipe`, `url`, …). */
  readonly refusedLookups?: ReadonlySet<string>;
  /** Folder of temporary files; default: a fresh one, removed at the end. */
  readonly tmpDir?: string;
}

export interface RunResult {
  /** 0 done, 2 a host failed, 4 a host was unreachable, 6 both, 1 the run broke off (`error` says why). */
  readonly exitCode: number;
  readonly stats: ReadonlyMap<string, HostStats>;
  readonly customStats: Dict;
  /** set_fact and register values of each host at the end (what a service keeps for its removal). */
  readonly facts: ReadonlyMap<string, ReadonlyMap<string, Raw>>;
  /** The first failure that no rescue took: which task and its result. */
  readonly failure: { readonly task: string; readonly host: string; readonly result: Dict } | undefined;
  /** Set when the run could not go on: a missing handler or role, a bad included file. */
  readonly error: Error | undefined;
}
