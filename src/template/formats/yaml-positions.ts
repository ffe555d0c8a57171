import type { Where } from '../../errors.ts';
import type { Raw, Value } from '../values/types.ts';
import type { ContainerPlaces } from './yaml-construct.ts';
import type { YamlSource } from './yaml-source.ts';

/** Where the containers of a YAML file, their keys and their items were written. Containers are known by identity. */
export class YamlPositions {
  readonly #source: YamlSource;
  readonly #places = new Map<Raw, ContainerPlaces>();

  constructor(source: YamlSource) {
    this.#source = source;
  }

  add(container: Raw, places: ContainerPlaces): void {
    this.#places.set(container, places);
  }

  /** Where a mapping or list begins; undefined for what is none of this file. */
  of(container: Raw): Where | undefined {
    return this.#where(this.#places.get(container)?.offset);
  }

  /** Where a key of a mapping stands; undefined for keys that a merge brought. */
  ofKey(container: Raw, key: Value): Where | undefined {
    return this.#where(this.#places.get(container)?.keys.get(key));
  }

  /** Where the value of a key, or the item of an index, begins. */
  ofValue(container: Raw, keyOrIndex: Value): Where | undefined {
    return this.#where(this.#places.get(container)?.values.get(keyOrIndex));
  }

  #where(offset: number | undefined): Where | undefined {
    return offset === undefined ? undefined : this.#source.where(offset);
  }
}
