/** `hostvars`: what each host of the inventory knows: its inventory variables, facts, results and the extra variables. */
import { PyObject, str, type Templar, type Value } from '../../template/index.ts';
import type { HostState } from '../run/host-state.ts';
import type { PlayRun } from '../run/play-run.ts';
import type { LayeredScope } from './layer.ts';

/** The variable `hostvars` of a play. */
export function hostVars(play: PlayRun): Value {
  return new HostVars(play);
}

class HostVars extends PyObject {
  readonly typeName = 'HostVars';
  readonly #play: PlayRun;
  constructor(play: PlayRun) {
    super();
    this.#play = play;
  }
  text(): string {
    return `{${[...this.iterate()].map(name => `'${str(name)}': {…}`).join(', ')}}`;
  }
  override item(key: Value): Value | undefined {
    const host = typeof key === 'string' ? this.#play.run.findHost(key) : undefined;
    return host === undefined ? undefined : new VarsOfHost(this.#play, host);
  }
  override attribute(name: string): Value | undefined {
    return this.item(name);
  }
  override iterate(): Iterable<Value> {
    return this.#play.run.hosts.keys();
  }
  override length(): number {
    return this.#play.run.hosts.size;
  }
}

class VarsOfHost extends PyObject {
  readonly typeName = 'HostVarsVars';
  readonly #templar: Templar;
  readonly #scope: LayeredScope;
  constructor(play: PlayRun, host: HostState) {
    super();
    this.#scope = play.hostScope(host);
    this.#templar = play.templar(this.#scope);
  }
  text(): string {
    return `{${this.#scope
      .names()
      .map(name => `'${name}': …`)
      .join(', ')}}`;
  }
  override item(key: Value): Value | undefined {
    const raw = typeof key === 'string' && key !== 'vars' ? this.#scope.get(key) : undefined;
    return raw === undefined ? undefined : this.#templar.resolve(raw);
  }
  override attribute(name: string): Value | undefined {
    return this.item(name);
  }
  override iterate(): Iterable<Value> {
    return this.#scope.names().filter(name => name !== 'vars');
  }
  override length(): number {
    return this.#scope.names().length;
  }
}
