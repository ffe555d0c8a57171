import type { FastifyInstance } from 'fastify';
import { DecoratorHandler, Dispatcher, errors } from 'undici';
import { readRequestBody } from './request-body.ts';

type Method = 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE' | 'OPTIONS';

/**
 * An undici dispatcher that answers from a server of this process: no socket, no port. Status, headers and body are those
 * that TCP would bring; an abort of the request is honoured.
 */
export class InProcessDispatcher extends Dispatcher {
  readonly #server: FastifyInstance;

  constructor(server: FastifyInstance) {
    super();
    this.#server = server;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = new Controller();
    // undici's own calls bring handlers of an older shape than its interceptors do; this gives both the newer one.
    const listener: Dispatcher.DispatchHandler = new DecoratorHandler(handler);
    listener.onRequestStart?.(controller, {});
    this.#exchange(options, listener, controller).catch((error: unknown) => {
      listener.onResponseError?.(controller, error instanceof Error ? error : new Error(String(error)));
    });
    return true;
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | void {
    // The server belongs to its maker; there is no connection to end.
    if (callback === undefined) return Promise.resolve();
    queueMicrotask(callback);
  }

  override destroy(): Promise<void>;
  override destroy(error: Error | null): Promise<void>;
  override destroy(callback: () => void): void;
  override destroy(error: Error | null, callback: () => void): void;
  override destroy(error?: Error | null | (() => void), callback?: () => void): Promise<void> | void {
    const done = typeof error === 'function' ? error : callback;
    return done === undefined ? this.close() : this.close(done);
  }

  async #exchange(
    options: Dispatcher.DispatchOptions,
    listener: Dispatcher.DispatchHandler,
    controller: Controller,
  ): Promise<void> {
    const reply = await controller.race(this.#inject(options, controller));
    listener.onResponseStart?.(controller, reply.statusCode, headersOf(reply.headers), reply.statusMessage);
    await controller.resumed();
    if (reply.rawPayload.length > 0) listener.onResponseData?.(controller, reply.rawPayload);
    await controller.resumed();
    listener.onResponseEnd?.(controller, {});
  }

  async #inject(options: Dispatcher.DispatchOptions, controller: Controller) {
    const payload = await readRequestBody(options.body);
    controller.throwIfAborted();
    return this.#server.inject({
      method: options.method as Method,
      url: urlOf(options),
      headers: requestHeaders(options),
      ...(payload === undefined ? {} : { payload }),
    });
  }
}

/** undici's handle on a running exchange: pause, resume and abort. */
class Controller implements Dispatcher.DispatchController {
  readonly #abort = new AbortController();
  #resume: (() => void) | undefined;
  paused = false;

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  get reason(): Error | null {
    return this.aborted ? (this.#abort.signal.reason as Error) : null;
  }

  abort(reason?: Error): void {
    this.#abort.abort(reason ?? new errors.RequestAbortedError());
    this.resume();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.#resume?.();
  }

  throwIfAborted(): void {
    if (this.reason !== null) throw this.reason;
  }

  /** Waits while the reader is not ready for more. */
  async resumed(): Promise<void> {
    if (this.paused) await new Promise<void>(resolve => (this.#resume = resolve));
    this.throwIfAborted();
  }

  /** The result of `work`, or the reason of an abort that comes first. */
  race<T>(work: Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_resolve, reject) => {
      this.#abort.signal.addEventListener('abort', () => reject(this.reason ?? new Error('aborted')), { once: true });
    });
    return Promise.race([work, aborted]);
  }
}

function urlOf({ path, query }: Dispatcher.DispatchOptions): string {
  if (query === undefined) return path;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.append(name, String(value));
  return `${path}?${search.toString()}`;
}

/** undici takes headers as an object, as a flat list, or as anything that gives pairs. */
function requestHeaders({ headers, origin }: Dispatcher.DispatchOptions): Record<string, string> {
  const host = origin === undefined ? {} : { host: new URL(origin).host };
  const pairs = Array.isArray(headers) ? pairsOf(headers.map(String)) : entriesOf(headers ?? {});
  const named = [...pairs].filter(([, value]) => value !== undefined && value !== null);
  return { ...host, ...Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), String(value)])) };
}

function entriesOf(headers: object): Iterable<readonly [string, unknown]> {
  return Symbol.iterator in headers ? (headers as Iterable<readonly [string, unknown]>) : Object.entries(headers);
}

function pairsOf(flat: readonly string[]): [string, string][] {
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ''] satisfies [string, string]] : []));
}

function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const named = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    named.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}
