import type { Dispatcher } from 'undici';
import { str, type Dict, type Raw, type Templar, type Value } from '../../template/index.ts';
import type { EngineAccess } from '../engine-access.ts';
import type { ModuleContext, TlsOptions } from '../module.ts';
import { callKey } from './call-key.ts';
import { engineAccess } from './engine-access-of.ts';
import { findFile } from './find-file.ts';
import type { ItemSettings } from './item-settings.ts';
import type { ItemRun } from './task-run.ts';

/** What a module sees of the task it runs for. */
export class ModuleRunContext implements ModuleContext {
  readonly signal: AbortSignal;
  readonly check: boolean;
  readonly diff: boolean;
  readonly repeated: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly become: Readonly<Record<string, string>> | undefined;
  readonly #run: ItemRun;

  constructor(run: ItemRun, settings: ItemSettings, signal: AbortSignal) {
    this.#run = run;
    this.signal = signal;
    this.check = settings.check;
    this.diff = settings.diff;
    this.repeated = settings.repeated === true;
    this.environment = settings.environment;
    this.become = settings.become;
  }

  get host(): string {
    return this.#run.host.name;
  }
  get #templar(): Templar {
    return this.#run.templar;
  }
  get verbosity(): number {
    return this.#run.play.run.verbosity;
  }
  get playDir(): string {
    return this.#run.play.play.directory;
  }
  get tmpDir(): string {
    return this.#run.play.run.tmpDir();
  }
  get clock(): () => Date {
    return this.#run.play.run.clock;
  }
  get random(): () => number {
    return this.#run.play.run.random;
  }
  get callKey(): string {
    return callKey(this.#run);
  }
  get engine(): EngineAccess {
    return engineAccess(this.#run, this.signal);
  }
  variable(name: string): Value | undefined {
    const raw = this.#run.scope.get(name);
    return raw === undefined ? undefined : this.#templar.render(raw);
  }
  renderTemplateText(
    source: string,
    options: { file: string; vars?: Dict; overrides?: Readonly<Record<string, Value>> },
  ): string {
    const { file, vars, overrides } = options;
    const where = { file, line: 1, column: 1 };
    return str(
      this.#templar.renderText(source, {
        where,
        ...(vars && { vars }),
        ...(overrides && { overrides: textsAndFlags(overrides) }),
      }),
    );
  }
  evaluateCondition(condition: Raw): boolean {
    return this.#templar.evaluateCondition(condition);
  }
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher {
    return this.#run.play.run.dispatcherFor(origin, tls);
  }
  findFile(name: string, kind: 'files' | 'templates' | 'vars' | 'tasks'): string {
    return findFile(this.#run, name, kind);
  }
  warn(message: string): void {
    this.#run.warnings.push(message);
    this.#run.play.emit({ type: 'warning', message, where: this.#run.task.where });
  }
}

function textsAndFlags(overrides: Readonly<Record<string, Value>>): Record<string, string | boolean> {
  const fit: Record<string, string | boolean> = {};
  for (const [name, value] of Object.entries(overrides)) {
    if (typeof value === 'string' || typeof value === 'boolean') fit[name] = value;
  }
  return fit;
}
