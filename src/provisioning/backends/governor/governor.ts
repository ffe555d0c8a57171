import type { Dispatcher } from 'undici';
import type { Backend } from '../backend.ts';
import { Breaker } from './breaker.ts';
import { Gate } from './gate.ts';
import { type Dispatch, GovernedCall } from './governed-call.ts';
import type { Outage } from './unreachable.ts';

/** The limits of one backend, shared by all calls of the process. */
export class Governor {
  readonly backend: Backend;
  readonly #gate: Gate;
  readonly #breaker: Breaker;
  readonly #answered = (): void => {
    this.lastAnswer = performance.now();
  };
  /** When it answered last, by `performance.now()`; undefined for never, and when it has failed to answer since. */
  lastAnswer: number | undefined;

  constructor(backend: Backend) {
    this.backend = backend;
    this.#gate = new Gate(backend);
    this.#breaker = new Breaker(backend);
  }

  /** Why it is left alone now; undefined when it may be called. */
  get outage(): Outage | undefined {
    return this.#breaker.outage;
  }

  /** As `send` does, within the limits. */
  dispatch(send: Dispatch, options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const answered = this.#answered;
    const call = new GovernedCall({ backend: this.backend, gate: this.#gate, send, options, handler, answered });
    handler.onRequestStart?.(call, {});
    if (call.aborted) return true;
    this.#breaker.run(
      settle =>
        call.begin(outcome => {
          if (outcome instanceof Error) this.lastAnswer = undefined;
          settle(outcome);
        }),
      error => call.fail(error),
    );
    return true;
  }
}

/** A dispatcher to a backend that keeps within the backend's limits. */
export function governed(dispatcher: Dispatcher, governor: Governor): Dispatcher {
  return dispatcher.compose(send => (options, handler) => governor.dispatch(send, options, handler));
}
