/** What a module is: a value in the module table, run in-process where Ansible would start Python. */
import type { Dispatcher } from 'undici';
import type { Dict, Raw, Value } from '../template/index.ts';
import type { EngineAccess } from './engine-access.ts';

/** One option of a module, in Ansible's argument-spec words. */
export interface ArgumentOption {
  readonly type?: 'str' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'path' | 'raw' | 'jsonarg' | 'json' | 'bytes';
  readonly elements?: ArgumentOption['type'];
  readonly required?: boolean;
  readonly default?: Value;
  readonly choices?: readonly Value[];
  readonly aliases?: readonly string[];
  /** Values of this option are masked in every result of the task. */
  readonly noLog?: boolean;
  readonly options?: ArgumentSpec;
}
export type ArgumentSpec = Readonly<Record<string, ArgumentOption>>;

export interface ArgumentRules {
  readonly requiredTogether?: readonly (readonly string[])[];
  readonly requiredOneOf?: readonly (readonly string[])[];
  readonly mutuallyExclusive?: readonly (readonly string[])[];
  /** [option, value, options then required] as Ansible's required_if. */
  readonly requiredIf?: readonly (readonly [string, Value, readonly string[]])[];
}

/** Arguments after checking: each declared option is present, converted, null where it was not given. */
export type ModuleArguments = Readonly<Record<string, Value>>;

/**
 * What a module gives back: Ansible's keys (`changed`, `failed`, `msg`, `rc`, …). Values may be plain objects, arrays, JS
 * strings and booleans; numbers are ints, floats must be `Float`. The engine turns it into a Dict with `toValue`.
 */
export interface ModuleResult {
  changed?: boolean;
  failed?: boolean;
  skipped?: boolean;
  unreachable?: boolean;
  msg?: unknown;
  [key: string]: unknown;
}

/** What a module may use of the engine. */
export interface ModuleContext {
  readonly host: string;
  /** Every variable of the task by name, rendered when asked for; undefined (JS) where there is none. */
  variable(name: string): Value | undefined;
  /** Renders text from a file as the `template` module does (data is never rendered by any other way). */
  renderTemplateText(
    source: string,
    options: { file: string; vars?: Dict; overrides?: Readonly<Record<string, Value>> },
  ): string;
  /** Evaluates one condition as `when` does (`assert`'s `that`). */
  evaluateCondition(condition: Raw): boolean;
  readonly check: boolean;
  readonly diff: boolean;
  readonly verbosity: number;
  /** Aborted by the first signal, the task's `timeout` or the run's end. Long work must honour it. */
  readonly signal: AbortSignal;
  /** The keep-alive connection for an origin such as `http://127.0.0.1:2080`; in-process for the CRM's own API. */
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  /** The task's `environment`, merged, on top of the process's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Keywords of becoming another user (`become_user`, …), where a module that is handed over asks for it. */
  readonly become?: Readonly<Record<string, string>> | undefined;
  /** The play's directory: relative paths of commands start here. */
  readonly playDir: string;
  /** Finds a controller-side file as Ansible does (role's files/, playbook's files/, the play's directory); throws OmnicrmError E_NOT_FOUND. */
  findFile(name: string, kind: 'files' | 'templates' | 'vars' | 'tasks'): string;
  /** A directory of this run for temporary files, removed at its end. */
  readonly tmpDir: string;
  readonly clock: () => Date;
  readonly random: () => number;
  /** Printed and kept under `warnings` of the result. */
  warn(message: string): void;
  /** Names this call, stable when the run is walked again after a crash; sent as Idempotency-Key. */
  readonly callKey?: string;
  /** This call was made before, by a process that died before it was answered: what it asks for may be done already. */
  readonly repeated?: boolean;
  /** What only the engine's own actions (set_fact, include_tasks, add_host, …) use; always there in a run. */
  readonly engine?: EngineAccess;
}

export interface TlsOptions {
  readonly validateCerts?: boolean;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly caPath?: string;
  /** SHA-256 of the one certificate that is trusted, whoever signed it: hex digits, colons or none. */
  readonly fingerprint?: string;
}

/**
 * What one execution does to the world: `read` leaves it as it is, `repeatable` made twice is as made once, `once` must
 * not be made twice. It decides what a resumed run may do again when its process died during the call.
 */
export type ModuleEffect = 'read' | 'repeatable' | 'once';

export interface Module {
  readonly name: string;
  readonly spec: ArgumentSpec;
  readonly rules?: ArgumentRules;
  /** The option that takes the free text of `command: echo hi`; without it such text is parsed as k=v. */
  readonly freeForm?: string;
  /** Takes any option (set_fact); `spec` then only names those with a meaning of their own. */
  readonly anyOption?: boolean;
  /** Run by an installed ansible, which may become another user. */
  readonly handedOver?: boolean;
  /** What `--check` does: `run` calls the module with check set, `skip` reports it skipped. Default: run. */
  readonly checkMode?: 'run' | 'skip';
  /** Options handed over as written, by `context.engine.raw`: conditions and expressions that must not be rendered first. */
  readonly rawOptions?: readonly string[];
  /** Default: `repeatable`; `once` for what is handed over. */
  readonly effect?: ModuleEffect | ((args: ModuleArguments) => ModuleEffect);
  run(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> | ModuleResult;
}

/** What an execution with these arguments does to the world. */
export function effectOf(module: Module, args: ModuleArguments): ModuleEffect {
  const { effect = module.handedOver === true ? 'once' : 'repeatable' } = module;
  return typeof effect === 'function' ? effect(args) : effect;
}
