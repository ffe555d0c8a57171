/** A circuit breaker by cockatiel. It is asleep while all is well: the library is loaded at the first failure. */
import type { CircuitBreakerPolicy } from 'cockatiel';
import { connectionProblem } from '../../../engine/network/connection-problem.ts';
import type { Backend } from '../backend.ts';
import { LeftAlone, leftAlone, type Outage } from './unreachable.ts';

/** How a call ended for the breaker: the backend answered, nobody knows, or why it did not answer. */
export type Outcome = 'answered' | 'unknown' | Error;

/** Makes the call and says once how it ended. */
type Begin = (settle: (outcome: Outcome) => void) => void;

class Unknown extends Error {}

export class Breaker {
  readonly #backend: Backend;
  #policy: CircuitBreakerPolicy | undefined;
  #outage: Outage | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What is known of an outage that lasts; undefined as soon as the backend may be tried again. */
  get outage(): Outage | undefined {
    return this.#outage !== undefined && this.#outage.until.getTime() > Date.now() ? this.#outage : undefined;
  }

  /** Makes the call, at once or after the one that tries the backend; gives `refuse` the reason when it is not to be made. */
  run(begin: Begin, refuse: (error: Error) => void): void {
    if (this.#policy === undefined) begin(outcome => this.#count(outcome));
    else void this.#runWatched(this.#policy, begin, refuse);
  }

  async #runWatched(policy: CircuitBreakerPolicy, begin: Begin, refuse: (error: Error) => void): Promise<void> {
    let begun = false;
    const call = (): Promise<void> => {
      begun = true;
      return new Promise((resolve, reject) => begin(outcome => settle(outcome, resolve, reject)));
    };
    try {
      await policy.execute(call);
      // One answer ends the row of failures: asleep again.
      if (this.#outage === undefined && this.#policy === policy) this.#policy = undefined;
    } catch {
      if (!begun) refuse(this.#refusal());
    }
  }

  #count(outcome: Outcome): void {
    if (outcome instanceof Error) void this.#countFailure(outcome);
  }

  async #countFailure(failure: Error): Promise<void> {
    const policy = (this.#policy ??= await this.#newPolicy());
    if (this.#outage === undefined) await policy.execute(() => Promise.reject(failure)).catch(() => undefined);
  }

  async #newPolicy(): Promise<CircuitBreakerPolicy> {
    const { default: cockatiel } = await import('cockatiel');
    if (this.#policy !== undefined) return this.#policy;
    const { circuitBreaker, ConsecutiveBreaker, handleWhen } = cockatiel;
    const { failures, openMs } = this.#backend.breaker;
    const policy = circuitBreaker(
      handleWhen(error => !(error instanceof Unknown)),
      { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
    );
    policy.onBreak(why => this.#opened('error' in why ? why.error : undefined));
    policy.onReset(() => (this.#outage = undefined));
    return policy;
  }

  #opened(error: unknown): void {
    const now = new Date();
    const reason = connectionProblem(error).replace(/^(?:Request failed|Connection failure): /, '');
    const until = new Date(now.getTime() + this.#backend.breaker.openMs);
    this.#outage = { since: this.#outage?.since ?? now, reason, until };
  }

  #refusal(): Error {
    if (this.#outage !== undefined) return leftAlone(this.#backend, this.#outage);
    return new LeftAlone(`${this.#backend.name} (${this.#backend.origin}) is down`);
  }
}

function settle(outcome: Outcome, resolve: () => void, reject: (reason: Error) => void): void {
  if (outcome === 'answered') resolve();
  else reject(outcome === 'unknown' ? new Unknown() : outcome);
}
