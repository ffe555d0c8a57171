import { STATUS_CODES } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Backend } from '../backend.ts';
import type { Outcome } from './breaker.ts';
import { retryAfterMs } from './retry-after.ts';
import { noAnswerInTime } from './unreachable.ts';

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** A gateway says for the backend behind it that it does not answer. */
const unavailable: ReadonlySet<number> = new Set([502, 503, 504]);
/** Statuses whose Retry-After is a wish to be left alone. */
const busy: ReadonlySet<number> = new Set([429, 503]);

export interface AttemptParts {
  /** What the handler sees as its controller. */
  readonly call: Controller;
  readonly backend: Backend;
  readonly handler: Dispatcher.DispatchHandler;
  /** Answers that say "not now" are dropped and the call is sent again. */
  readonly maySendAgain: boolean;
  /** The place at the gate is free. */
  left(): void;
  /** The backend wants to be left alone for so long. */
  paused(milliseconds: number): void;
  answered(): void;
  ended(outcome: Outcome): void;
  failed(error: Error): void;
  again(): void;
}

/** One sending of a call, as undici tells of it. What comes after its end is dropped. */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #parts: AttemptParts;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;
  #dropped = false;
  #outcome: Outcome = 'answered';
  #hasAnswer = false;
  controller: Controller | undefined;

  constructor(parts: AttemptParts) {
    this.#parts = parts;
  }

  start(send: () => void): void {
    this.#limit('connection', this.#parts.backend.connectTimeoutMs);
    try {
      send();
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Whether undici was there to abort, and will tell of the end itself. */
  abort(reason: Error): boolean {
    if (this.controller === undefined) {
      this.#finish();
      return false;
    }
    this.controller.abort(reason);
    return true;
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    if (this.#ended) return controller.abort(noAnswerInTime('connection', this.#parts.backend.connectTimeoutMs));
    clearTimeout(this.#timer);
    const { answerTimeoutMs } = this.#parts.backend;
    if (answerTimeoutMs !== undefined) this.#limit('answer', answerTimeoutMs);
    if (this.#parts.call.paused) controller.pause();
  }

  onRequestUpgrade(
    ...[, status, headers, socket]: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestUpgrade']>>
  ): void {
    this.#finish();
    this.#parts.ended('answered');
    this.#parts.handler.onRequestUpgrade?.(this.#parts.call, status, headers, socket);
  }

  onResponseStart(_: Controller, status: number, headers: Headers, message?: string): void {
    if (this.#ended) return;
    const { call, handler } = this.#parts;
    if (status >= 200) this.#note(status, headers);
    if (!this.#dropped) handler.onResponseStart?.(call, status, headers, message);
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    if (!this.#ended && !this.#dropped) this.#parts.handler.onResponseData?.(this.#parts.call, chunk);
  }

  onResponseEnd(_: Controller, trailers: Headers): void {
    if (this.#ended) return;
    this.#finish();
    if (this.#dropped) return this.#parts.again();
    this.#parts.ended(this.#outcome);
    this.#parts.handler.onResponseEnd?.(this.#parts.call, trailers);
  }

  onResponseError(_: Controller, error: Error): void {
    this.#fail(error);
  }

  #note(status: number, headers: Headers): void {
    clearTimeout(this.#timer);
    const wish = busy.has(status) ? retryAfterMs(headers, Date.now()) : undefined;
    if (wish !== undefined) this.#parts.paused(wish);
    this.#hasAnswer = true;
    this.#dropped = this.#parts.maySendAgain && (unavailable.has(status) || wish !== undefined);
    if (unavailable.has(status)) this.#outcome = new Error(`HTTP ${status} ${STATUS_CODES[status]}`);
    else this.#parts.answered();
  }

  #limit(what: 'connection' | 'answer', milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const error = noAnswerInTime(what, milliseconds);
      if (this.controller === undefined) this.#fail(error);
      else this.controller.abort(error);
    }, milliseconds);
  }

  #fail(error: Error): void {
    if (this.#ended) return;
    this.#finish();
    if (!this.#hasAnswer) return this.#parts.failed(error);
    // The answer had begun: nothing is sent again, and the reader hears of its end.
    this.#parts.ended('answered');
    this.#parts.handler.onResponseError?.(this.#parts.call, error);
  }

  #finish(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#parts.left();
  }
}
