import type { Raw, Scope } from '../../template/index.ts';
import { mergeDicts } from './merge-dicts.ts';

/** One level of variables; a Map is one. */
export interface Layer {
  get(name: string): Raw | undefined;
  keys(): Iterable<string>;
}

/** Whether a level holds a variable as a play's own text, rather than as data that came in. */
export type IsWritten = (layer: Layer, name: string) => boolean;

/** Levels of variables, the strongest first: a name's value is the first one found; with `merges` (hash_behaviour), dicts are joined. */
export class LayeredScope implements Scope {
  readonly layers: readonly Layer[];
  readonly #isWritten: IsWritten;
  readonly #merges: boolean;
  constructor(layers: readonly Layer[], isWritten: IsWritten = () => false, merges = false) {
    this.#merges = merges;
    this.layers = layers;
    this.#isWritten = isWritten;
  }
  get(name: string): Raw | undefined {
    if (this.#merges) return mergeDicts(this.layers.map(layer => layer.get(name)));
    for (const layer of this.layers) {
      const value = layer.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
  names(): readonly string[] {
    const names = new Set<string>();
    for (const layer of this.layers) for (const name of layer.keys()) names.add(name);
    return [...names];
  }
  isWritten(name: string): boolean {
    const layer = this.layers.find(one => one.get(name) !== undefined);
    return layer !== undefined && this.#isWritten(layer, name);
  }
  /** The same levels beneath a stronger one; `written` where that one holds text of the play. */
  under(layer: Layer, written = false): LayeredScope {
    const isWritten: IsWritten = (one, name) => (one === layer ? written : this.#isWritten(one, name));
    return new LayeredScope([layer, ...this.layers], isWritten, this.#merges);
  }
}
