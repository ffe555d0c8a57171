const SIZE = 624;
const MIDDLE = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;

/** MT19937 as CPython seeds and reads it: 32 bits at a time. */
export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE);
  #index = SIZE;

  /** `key` is the seed in 32-bit words, lowest first. */
  constructor(key: readonly number[]) {
    this.#fill(19650218);
    this.#mix(key);
  }

  /** The next 32 bits. */
  next(): number {
    if (this.#index >= SIZE) this.#twist();
    let y = this.#state[this.#index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #fill(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
    }
  }

  #mix(key: readonly number[]): void {
    const state = this.#state;
    let i = 1;
    for (let k = 0, j = 0; k < Math.max(SIZE, key.length); k++, j = (j + 1) % key.length) {
      state[i] = (state[i]! ^ Math.imul(this.#folded(i), 1664525)) + key[j]! + j;
      i = this.#following(i);
    }
    for (let k = 1; k < SIZE; k++) {
      state[i] = (state[i]! ^ Math.imul(this.#folded(i), 1566083941)) - i;
      i = this.#following(i);
    }
    state[0] = UPPER;
  }

  #folded(i: number): number {
    return this.#state[i - 1]! ^ (this.#state[i - 1]! >>> 30);
  }

  #following(i: number): number {
    if (i + 1 < SIZE) return i + 1;
    this.#state[0] = this.#state[SIZE - 1]!;
    return 1;
  }

  #twist(): void {
    const state = this.#state;
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & UPPER) | (state[(i + 1) % SIZE]! & LOWER);
      state[i] = state[(i + MIDDLE) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }
}
