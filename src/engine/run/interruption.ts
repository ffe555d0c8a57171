/** A reason of a signal that is told as the failure of the task at hand, such as "cancelled by Ann". */
export class TurnBack extends Error {}

/**
 * How the first signal ends the call in flight. The task that it ends fails, so the block's rescue runs; rescue and always
 * are shielded, and the tasks after them see a signal that is at rest again.
 */
export class Interruption {
  readonly #outer: AbortSignal | undefined;
  #controller = new AbortController();
  #pending = false;

  constructor(outer: AbortSignal | undefined) {
    this.#outer = outer;
    if (outer?.aborted) this.#strike();
    else outer?.addEventListener('abort', this.#strike, { once: true });
  }

  readonly #strike = (): void => {
    this.#pending = true;
    this.#controller.abort(this.#outer?.reason);
  };

  /** Whether a signal has come that no task has failed for yet. */
  get pending(): boolean {
    return this.#pending;
  }

  /** The signal for the task at hand. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The failure is recorded: what runs next is not ended by the same signal. */
  settle(): void {
    if (!this.#pending) return;
    this.#pending = false;
    this.#controller = new AbortController();
  }

  close(): void {
    this.#outer?.removeEventListener('abort', this.#strike);
  }
}
