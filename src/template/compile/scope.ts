/** Where a variable of the template itself may live: `hops` frames out, in that slot. */
export interface Place {
  readonly hops: number;
  readonly slot: number;
}

/** How many slots a frame needs; known when its body is compiled. */
export interface FrameShape {
  size: number;
}

/**
 * The names that are set within one stretch of a template, while it is compiled. Slots are numbered through a whole frame, so
 * that inner scopes (a loop's body) need no frame of their own.
 */
export class Scope {
  readonly shape: FrameShape;
  /** Within an `if`, an unknown filter is an error only when it is reached (Jinja2). */
  readonly soft: boolean;
  readonly #names = new Map<string, number>();
  readonly #outer: Scope | undefined;

  constructor(shape: FrameShape, outer: Scope | undefined, soft = false) {
    this.shape = shape;
    this.#outer = outer;
    this.soft = soft;
  }

  /** A scope within the same frame. */
  inner(): Scope {
    return new Scope(this.shape, this);
  }

  /** The body of an `if`: its names belong to the scope around it. */
  softened(): Scope {
    return new Scope(this.shape, this, true);
  }

  /** A scope with a frame of its own. */
  ownFrame(): Scope {
    return new Scope({ size: 0 }, this);
  }

  declare(name: string): number {
    const slot = this.#names.get(name) ?? this.shape.size++;
    this.#names.set(name, slot);
    return slot;
  }

  /** The slots that belong to this scope. */
  ownSlots(): readonly number[] {
    return [...this.#names.values()];
  }

  /** The slot in this frame that an assignment to a declared name goes to. */
  slotOf(name: string): number {
    return this.#names.get(name) ?? this.#outer!.slotOf(name);
  }

  /** All places where the name may be found, innermost first. */
  find(name: string): readonly Place[] {
    const places: Place[] = [];
    let hops = 0;
    let { shape } = this;
    for (const scope of this.#chain()) {
      if (scope.shape !== shape) [hops, shape] = [hops + 1, scope.shape];
      const slot = scope.#names.get(name);
      if (slot !== undefined) places.push({ hops, slot });
    }
    return places;
  }

  /** All names that are visible here, each with its places. */
  visible(): ReadonlyMap<string, readonly Place[]> {
    const names = this.#chain().flatMap(scope => [...scope.#names.keys()]);
    return new Map(names.map(name => [name, this.find(name)]));
  }

  /** This scope and those around it. */
  #chain(): readonly Scope[] {
    return this.#outer ? [this, ...this.#outer.#chain()] : [this];
  }
}
