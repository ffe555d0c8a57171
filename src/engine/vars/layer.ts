import type { Raw, Scope } from '../../template/index.ts';

/** One level of variables; a Map is one. */
export interface Layer {
  get(name: string): Raw | undefined;
  keys(): Iterable<string>;
}

/** Levels of variables, the strongest first: a name's value is the first one found. */
export class LayeredScope implements Scope {
  readonly layers: readonly Layer[];
  constructor(layers: readonly Layer[]) {
    this.layers = layers;
  }
  get(name: string): Raw | undefined {
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
  /** The same levels beneath a stronger one. */
  under(layer: Layer): LayeredScope {
    return new LayeredScope([layer, ...this.layers]);
  }
}
