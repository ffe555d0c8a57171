/** What the engine's own actions may do to the run they are part of. */
import type { Dict, Raw, Templar, Value } from '../template/index.ts';
import type { ModuleResult } from './module.ts';
import type { Vars } from './playbook.ts';

export interface EngineAccess {
  /** Renders in the task's scope. */
  readonly templar: Templar;
  /** An option as written; undefined when it was not given. */
  raw(option: string): Raw | undefined;
  /** What a lone `{{ name }}` stands for where a play wrote that variable: its own text may be conditions. Anything else as it is. */
  asWritten(raw: Raw | undefined): Raw | undefined;
  /** Brings variables at the level of include_vars. */
  includeVars(vars: Vars): void;
  /** Reads a file of variables; E_PLAY_MISSING, E_PLAY_SYNTAX. */
  loadVarsFile(path: string): Vars;
  /** What the task gives is a secret: it is told of as with no_log. */
  markSecret(): void;
  /** Path of a file of tasks as include_tasks finds it, whether it is there or not. */
  taskFile(name: string): string;
  /** Throws E_PLAY_MISSING when no folder of roles holds it. */
  checkRole(name: string): void;
  /** Asks the walker to run tasks or a role after this task. */
  include(kind: 'tasks' | 'role', name: string, options: ReadonlyMap<string, Value>): void;
  /** Adds a host to the inventory of this run; whether anything is new. */
  addHost(name: string, groups: readonly string[], vars: Vars): boolean;
  /** Puts the host into a group; whether anything is new. */
  addToGroup(group: string, parents: readonly string[]): boolean;
  setStats(data: Dict, perHost: boolean, aggregate: boolean): void;
  /** The result of a background job so far; undefined when there is none of that name. */
  job(id: string): { readonly result: ModuleResult | undefined } | undefined;
  /** Waits; ends early when the run is interrupted. */
  sleep(milliseconds: number): Promise<void>;
  /** Lines typed by the user; undefined when nobody can answer. */
  readonly interactive: boolean;
}
