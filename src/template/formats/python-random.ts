import { createHash } from 'node:crypto';
import { MersenneTwister } from './mersenne-twister.ts';

/** CPython's `random.Random(seed)`, bit for bit. */
export class PythonRandom {
  readonly #twister: MersenneTwister;

  /** An int seeds by its absolute value, a text by its UTF-8 bytes followed by their SHA-512 (Python's seed version 2). */
  constructor(seed: number | bigint | string) {
    const number = typeof seed === 'string' ? textSeed(seed) : BigInt(seed);
    this.#twister = new MersenneTwister(words(number < 0n ? -number : number));
  }

  /** Uniform in [0, 1), with 53 bits. */
  random(): number {
    const [high, low] = [this.#twister.next() >>> 5, this.#twister.next() >>> 6];
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** An int of `count` random bits. */
  getrandbits(count: number): bigint {
    let result = 0n;
    for (let done = 0; done < count; done += 32) {
      const missing = count - done;
      const word = this.#twister.next();
      result |= BigInt(missing < 32 ? word >>> (32 - missing) : word) << BigInt(done);
    }
    return result;
  }

  /** Uniform in [0, limit), for a positive limit. */
  below(limit: bigint): bigint {
    const bits = limit.toString(2).length;
    for (;;) {
      const candidate = this.getrandbits(bits);
      if (candidate < limit) return candidate;
    }
  }

  /** `range(start, stop, step)`'s item at a random place; undefined when the range is empty. */
  randrange(start: bigint, stop: bigint, step = 1n): bigint | undefined {
    const width = stop - start;
    const count = step > 0n ? (width + step - 1n) / step : (width + step + 1n) / step;
    return width === 0n || width > 0n !== step > 0n ? undefined : start + step * this.below(count);
  }

  /** One of the items; undefined when there are none. */
  choice<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.#index(items.length)];
  }

  /** The items in a random order; `items` stays as it is. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.#index(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    return shuffled;
  }

  /** `count` different items in a random order, or undefined when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] | undefined {
    if (count > items.length || count < 0) return undefined;
    return items.length <= sampleSetSize(count) ? this.#sampleFromPool(items, count) : this.#sampleBySet(items, count);
  }

  #sampleFromPool<T>(items: readonly T[], count: number): T[] {
    const pool = [...items];
    return Array.from({ length: count }, (_, i) => {
      const j = this.#index(items.length - i);
      const item = pool[j]!;
      pool[j] = pool[items.length - i - 1]!;
      return item;
    });
  }

  #sampleBySet<T>(items: readonly T[], count: number): T[] {
    const taken = new Set<number>();
    while (taken.size < count) taken.add(this.#index(items.length));
    return Array.from(taken, index => items[index]!);
  }

  #index(limit: number): number {
    return Number(this.below(BigInt(limit)));
  }
}

/** Up to this size CPython copies the population, beyond it remembers what was taken; the two draw differently. */
function sampleSetSize(count: number): number {
  return count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
}

function textSeed(text: string): bigint {
  const bytes = Buffer.from(text, 'utf8');
  const hash = createHash('sha512').update(bytes).digest();
  return BigInt('0x' + Buffer.concat([bytes, hash]).toString('hex'));
}

function words(number: bigint): number[] {
  const result: number[] = [];
  for (let rest = number; rest > 0n; rest >>= 32n) result.push(Number(rest & 0xffffffffn));
  return result.length === 0 ? [0] : result;
}
