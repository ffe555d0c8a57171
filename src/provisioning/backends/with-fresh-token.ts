import type { Dispatcher } from 'undici';
import type { RunToken } from './run-token.ts';

type Dispatch = Dispatcher['dispatch'];
type Controller = Dispatcher.DispatchController;
type Handler = Dispatcher.DispatchHandler;
type Headers = Parameters<NonNullable<Handler['onResponseStart']>>[2];

/** A dispatcher to the CRM that sends a run's request once more, with a new token, when the one it carried has expired (401). */
export function withFreshToken(dispatcher: Dispatcher, token: RunToken): Dispatcher {
  return dispatcher.compose(send => (options, handler) => {
    const carried = bearerOf(options);
    if (carried === undefined || !token.isOwn(carried)) return send(options, handler);
    // A fact or an earlier task may hold a token from before the last renewal.
    const used = token.current;
    return send(withBearer(options, used), new Renewing({ send, options, handler, token, used }));
  });
}

interface RenewingParts {
  readonly send: Dispatch;
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Handler;
  readonly token: RunToken;
  readonly used: string;
}

/** Passes the answer on, unless it is a 401 to the run's token: then the answer to the second sending. */
class Renewing implements Handler {
  readonly #parts: RenewingParts;
  #isRefused = false;

  constructor(parts: RenewingParts) {
    this.#parts = parts;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#parts.handler.onRequestStart?.(controller, context);
  }

  onResponseStart(controller: Controller, status: number, headers: Headers, message?: string): void {
    this.#isRefused = status === 401;
    if (!this.#isRefused) this.#parts.handler.onResponseStart?.(controller, status, headers, message);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (!this.#isRefused) this.#parts.handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Controller, trailers: Headers): void {
    if (this.#isRefused) void this.#sendAgain(controller);
    else this.#parts.handler.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Controller, error: Error): void {
    this.#parts.handler.onResponseError?.(controller, error);
  }

  async #sendAgain(controller: Controller): Promise<void> {
    const { send, options, handler, token, used } = this.#parts;
    try {
      const fresh = await token.renew(used);
      send(withBearer(options, fresh), handler);
    } catch (error) {
      handler.onResponseError?.(controller, error instanceof Error ? error : new Error(String(error)));
    }
  }
}

const BEARER = /^Bearer +(\S+)$/i;

function bearerOf({ headers }: Dispatcher.DispatchOptions): string | undefined {
  if (!Array.isArray(headers)) return undefined;
  return BEARER.exec(headers.map(String)[authorizationAt(headers) + 1] ?? '')?.[1];
}

function withBearer(options: Dispatcher.DispatchOptions, token: string): Dispatcher.DispatchOptions {
  const { headers } = options;
  if (!Array.isArray(headers)) return options;
  return { ...options, headers: headers.map(String).with(authorizationAt(headers) + 1, `Bearer ${token}`) };
}

/** Where the name stands in a flat list of names and values; -2 for nowhere. */
function authorizationAt(headers: readonly unknown[]): number {
  const at = headers.findIndex((name, index) => index % 2 === 0 && String(name).toLowerCase() === 'authorization');
  return at < 0 ? -2 : at;
}
