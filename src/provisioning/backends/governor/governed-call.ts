/** One call under a backend's limits: waits its turn, is given up in time, and is sent again where that is safe. */
import type { Dispatcher } from 'undici';
import type { Backend } from '../backend.ts';
import { Attempt } from './attempt.ts';
import type { Outcome } from './breaker.ts';
import type { Gate } from './gate.ts';
import { isBroken, isNoAnswer } from './unreachable.ts';

export type Dispatch = Dispatcher['dispatch'];

const FIRST_WAIT_MS = 100;

export interface CallParts {
  readonly backend: Backend;
  readonly gate: Gate;
  readonly send: Dispatch;
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
  /** Told that the backend has answered. */
  readonly answered: () => void;
}

/** It stands in for undici's controller from the first moment on, so that a call can be aborted while it waits. */
export class GovernedCall implements Dispatcher.DispatchController {
  readonly #parts: CallParts;
  readonly #maySendAgain: boolean;
  #settle: ((outcome: Outcome) => void) | undefined;
  #attempt: Attempt | undefined;
  #leaveLine: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #tries = 0;
  #ended = false;
  paused = false;
  reason: Error | null = null;

  constructor(parts: CallParts) {
    const { backend, options } = parts;
    this.#parts = parts;
    this.#maySendAgain = backend.kind.retried.has(options.method) && isKept(options.body);
  }

  get aborted(): boolean {
    return this.reason !== null;
  }

  /** Makes the call; `settle` hears once how it ended. */
  begin(settle: (outcome: Outcome) => void): void {
    this.#settle = settle;
    if (this.#ended) settle('unknown');
    else this.#enter();
  }

  abort(reason: Error): void {
    if (this.#ended || this.aborted) return;
    this.reason = reason;
    const wasSent = this.#attempt !== undefined;
    if (this.#attempt?.abort(reason) !== true) this.fail(reason, wasSent);
  }

  pause(): void {
    this.paused = true;
    this.#attempt?.controller?.pause();
  }

  resume(): void {
    this.paused = false;
    this.#attempt?.controller?.resume();
  }

  /** Ends the call without an answer. */
  fail(error: Error, wasSent = false): void {
    if (this.#ended) return;
    this.#end(wasSent && isNoAnswer(error) ? error : 'unknown');
    this.#parts.handler.onResponseError?.(this, error);
  }

  #enter(): void {
    this.#leaveLine = this.#parts.gate.enter(() => this.#send());
  }

  #send(): void {
    const { backend, gate, send, options, handler, answered } = this.#parts;
    this.#tries++;
    const attempt = new Attempt({
      call: this,
      backend,
      handler,
      maySendAgain: this.#maySendAgain && this.#tries <= backend.retries,
      left: () => gate.leave(),
      paused: milliseconds => gate.pause(milliseconds),
      answered,
      ended: outcome => this.#end(outcome),
      failed: error => this.#failed(error),
      again: () => this.#again(),
    });
    this.#attempt = attempt;
    attempt.start(() => send(options, attempt));
  }

  #failed(error: Error): void {
    if (this.#maySendAgain && this.#tries <= this.#parts.backend.retries && isBroken(error) && !this.aborted)
      this.#again();
    else this.fail(error, true);
  }

  /** In line once more after a moment: 100 ms, then three times as long, half of it by chance. */
  #again(): void {
    this.#attempt = undefined;
    const wait = FIRST_WAIT_MS * 3 ** (this.#tries - 1);
    this.#timer = setTimeout(() => this.#enter(), wait * (0.5 + Math.random() / 2));
  }

  #end(outcome: Outcome): void {
    this.#ended = true;
    this.#leaveLine?.();
    clearTimeout(this.#timer);
    this.#settle?.(outcome);
  }
}

/** A stream is gone once it is sent. */
function isKept(body: Dispatcher.DispatchOptions['body']): boolean {
  return body === null || body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}
