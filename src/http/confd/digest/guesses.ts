const MOST = 30;
const WINDOW_MS = 15 * 60_000;
/** Strangers of more networks than these push the oldest out. */
const MOST_CALLERS = 10_000;

interface Counted {
  readonly count: number;
  /** When it is forgotten, in milliseconds. */
  readonly until: number;
}

/** Wrong digests within a quarter of an hour, by network: counted at once, so that many at a time are too. */
export class Guesses {
  readonly #now: () => Date;
  /** The oldest stand first. */
  readonly #byCaller = new Map<string, Counted>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Whether nobody guessed of late. */
  get isQuiet(): boolean {
    return this.#byCaller.size === 0;
  }

  /** Seconds until a caller may try again; undefined for one who may now. */
  waitOf(caller: string): number | undefined {
    this.#forget();
    const found = this.#byCaller.get(caller);
    if (found === undefined || found.count < MOST) return undefined;
    return Math.max(1, Math.ceil((found.until - this.#now().getTime()) / 1000));
  }

  add(caller: string): void {
    const { count, until } = this.#byCaller.get(caller) ?? { count: 0, until: this.#now().getTime() + WINDOW_MS };
    this.#byCaller.set(caller, { count: count + 1, until });
    const [oldest] = this.#byCaller.keys();
    if (this.#byCaller.size > MOST_CALLERS && oldest !== undefined) this.#byCaller.delete(oldest);
  }

  #forget(): void {
    const now = this.#now().getTime();
    for (const [caller, { until }] of this.#byCaller) {
      if (until > now) return;
      this.#byCaller.delete(caller);
    }
  }
}
