import { STATUS_CODES } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { headerText, type HttpRequest, type HttpResponse, type ResponseHeaders } from './http-request.ts';

/** Thrown when the answer, or the next part of it, did not come in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Thrown when the run was told to stop during the call. */
export class CallAborted extends Error {
  override readonly name = 'AbortError';
}

/**
 * Sends one request and reads its answer to the end. Follows nothing, answers no challenge.
 * Throws TimedOut, CallAborted, or what undici throws when there is no answer.
 */
export async function exchange(
  request: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpResponse> {
  if (signal.aborted) throw new CallAborted('the call was ended before it began');
  const response = await new Promise<HttpResponse>((resolve, reject) => {
    const call = new Call(request.timeoutMs, signal, resolve, reject);
    dispatcher.dispatch(dispatchOptions(request), call);
  });
  const body = decoded(response.body, response.headers, request.decompress);
  return body === response.body ? response : { ...response, body };
}

/** undici takes names and values in one flat list. */
function dispatchOptions({ url, method, headers, body }: HttpRequest): Dispatcher.DispatchOptions {
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, value);
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: flat,
    body,
  };
}

/**
 * One call as undici's dispatcher tells of it. Given up when nothing came for so long, or when the run is aborted; then it ends
 * at once, connected or not. Takes the parts of an answer itself: a stream for each would cost more than the rest of the call.
 */
class Call implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: Error) => void;
  readonly #signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #givenUp: Error | undefined;
  #status = 0;
  #reason = '';
  #headers: ResponseHeaders = {};
  readonly #abort = (): void => this.#giveUp(new CallAborted('the run was told to stop'));

  constructor(
    timeoutMs: number,
    signal: AbortSignal,
    resolve: (response: HttpResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    this.#timer = setTimeout(() => this.#giveUp(new TimedOut('timed out')), timeoutMs);
    signal.addEventListener('abort', this.#abort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#givenUp !== undefined) controller.abort(this.#givenUp);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: ResponseHeaders, reason?: string): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#reason = reason || (STATUS_CODES[status] ?? '');
    this.#timer.refresh();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#timer.refresh();
  }

  onResponseEnd(): void {
    this.#end();
    const body = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, reason: this.#reason, headers: this.#headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end();
    this.#reject(error);
  }

  #giveUp(error: Error): void {
    this.#end();
    this.#givenUp = error;
    this.#controller?.abort(error);
    this.#reject(error);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#abort);
  }
}

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function decoded(body: Buffer, headers: ResponseHeaders, decompress: boolean): Buffer {
  if (!decompress || body.length === 0) return body;
  const decode = DECODERS[headerText(headers, 'content-encoding')?.toLowerCase() ?? ''];
  return decode === undefined ? body : decode(body);
}
