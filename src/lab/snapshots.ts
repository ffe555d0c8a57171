import { OmnicrmError } from '../errors.ts';
import type { Simulator } from './simulator.ts';

/** Copies of all states by name. `now` is the present one. */
export class Snapshots {
  readonly #simulators: readonly Simulator[];
  readonly #taken = new Map<string, ReadonlyMap<string, unknown>>();

  constructor(simulators: readonly Simulator[]) {
    this.#simulators = simulators;
  }

  take(name: string): void {
    if (name === 'now')
      throw new OmnicrmError('E_INPUT', 'a snapshot cannot be called now', { hint: 'now is the present state' });
    this.#taken.set(name, new Map(this.#simulators.map(({ instance, state }) => [instance, structuredClone(state)])));
  }

  /** Puts all states back. Throws E_NOT_FOUND. */
  restore(name: string): void {
    for (const simulator of this.#simulators)
      simulator.state = structuredClone(this.#find(name).get(simulator.instance));
  }

  stateOf(name: string, instance: string): unknown {
    if (name === 'now') return this.#simulators.find(simulator => simulator.instance === instance)?.state;
    return this.#find(name).get(instance);
  }

  clear(): void {
    this.#taken.clear();
  }

  #find(name: string): ReadonlyMap<string, unknown> {
    const found = this.#taken.get(name);
    if (!found)
      throw new OmnicrmError('E_NOT_FOUND', `no snapshot is called ${name}`, {
        details: { snapshots: [...this.#taken.keys()] },
      });
    return found;
  }
}
