/** How many calls are under way at once and how many start in a second: the others wait in line, first come first served. */
import type { BackendLimits } from '../backend.ts';

/** Calls of this many milliseconds may start at once: a timer that comes late must not lower the rate. */
const BURST_MS = 100;

export class Gate {
  readonly #concurrency: number;
  readonly #perMs: number;
  readonly #burst: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #tokens: number;
  #refilled = performance.now();
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ concurrency, rate = Infinity }: Pick<BackendLimits, 'concurrency' | 'rate'>) {
    this.#concurrency = concurrency;
    this.#perMs = rate / 1000;
    this.#burst = Math.max(1, this.#perMs * BURST_MS);
    this.#tokens = this.#burst;
  }

  /** Calls `go` when its turn comes, perhaps at once; what it gives takes `go` out of the line. Each `go` is followed by one `leave`. */
  enter(go: () => void): () => void {
    this.#waiting.add(go);
    this.#admit();
    return () => this.#waiting.delete(go);
  }

  /** A call that was let in has ended. */
  leave(): void {
    this.#running--;
    this.#admit();
  }

  /** Lets nobody in for so long. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds);
  }

  #admit(): void {
    while (this.#running < this.#concurrency) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      const wait = this.#millisecondsToWait();
      if (wait > 0) return this.#admitIn(wait);
      this.#waiting.delete(next);
      this.#running++;
      this.#tokens--;
      next();
    }
  }

  #admitIn(milliseconds: number): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#admit();
    }, Math.ceil(milliseconds));
  }

  #millisecondsToWait(): number {
    if (this.#perMs === Infinity && this.#pausedUntil === 0) return 0;
    const now = performance.now();
    this.#refill(now);
    const forToken = this.#tokens >= 1 ? 0 : (1 - this.#tokens) / this.#perMs;
    return Math.max(forToken, this.#pausedUntil - now);
  }

  #refill(now: number): void {
    const earned = (now - this.#refilled) * this.#perMs;
    this.#refilled = now;
    // Without a limit nothing is earned in no time at all (0 × ∞): there is always enough.
    this.#tokens = this.#perMs === Infinity ? Infinity : Math.min(this.#burst, this.#tokens + earned);
  }
}
