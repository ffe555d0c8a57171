/** Runs that go on after their caller has been answered: those a request asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunControl, RunOutcome } from './order.ts';

export interface BackgroundRunsOptions {
  /** Told of what no outcome can hold: a database that is gone, a bug. */
  readonly failed: (error: unknown) => void;
  /** Told of each run that ended. */
  readonly ended?: (outcome: RunOutcome) => void;
}

type Carry = (control: RunControl) => Promise<RunOutcome>;

export class BackgroundRuns {
  readonly #options: BackgroundRunsOptions;
  readonly #stop = new AbortController();
  /** By number; those that have not been accepted yet have none. */
  readonly #ends = new Map<number, Promise<RunOutcome | undefined>>();
  readonly #all = new Set<Promise<unknown>>();

  constructor(options: BackgroundRunsOptions) {
    this.#options = options;
  }

  /** How many are under way. */
  get size(): number {
    return this.#all.size;
  }

  /**
   * Resolves as soon as the run has its row: with its number, or with its outcome when there was nothing to run (the order
   * was placed before, the service is removed). Rejects with what refused it.
   */
  start(carry: Carry): Promise<number | RunOutcome> {
    return new Promise((accepted, refused) => {
      let id: number | undefined;
      const onAccepted = (number: number): void => {
        id = number;
        this.#ends.set(number, end);
        accepted(number);
      };
      const end = this.#carry(carry, onAccepted, error => {
        if (id === undefined) refused(error);
        else this.#options.failed(error);
      });
      void this.#keep(end, accepted, () => id);
    });
  }

  /** Knows of a run until it has ended. */
  async #keep(
    end: Promise<RunOutcome | undefined>,
    accepted: (outcome: RunOutcome) => void,
    id: () => number | undefined,
  ): Promise<void> {
    this.#all.add(end);
    const outcome = await end;
    this.#all.delete(end);
    this.#ends.delete(id() ?? 0);
    if (outcome !== undefined) accepted(outcome);
  }

  /** The outcome of a run of this process, or undefined when it has not ended by then. */
  async ended(id: number, milliseconds: number): Promise<RunOutcome | undefined> {
    const end = this.#ends.get(id);
    if (end === undefined) return undefined;
    const timer = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
    try {
      return await Promise.race([end, late]);
    } finally {
      timer.abort();
    }
  }

  /** Waits so long for runs under way; those that are not through then turn back. */
  async close(graceMs = 30_000): Promise<void> {
    const timer = setTimeout(() => this.#stop.abort(), graceMs);
    await Promise.all(this.#all);
    clearTimeout(timer);
  }

  async #carry(
    carry: Carry,
    onAccepted: (id: number) => void,
    failed: (error: unknown) => void,
  ): Promise<RunOutcome | undefined> {
    try {
      const outcome = await carry({ signal: this.#stop.signal, onAccepted });
      this.#options.ended?.(outcome);
      return outcome;
    } catch (error) {
      failed(error);
      return undefined;
    }
  }
}
