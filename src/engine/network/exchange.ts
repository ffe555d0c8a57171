import { EventEmitter } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { headerText, type HttpRequest, type HttpResponse, type ResponseHeaders } from './http-request.ts';

/** Thrown when the answer, or the next part of it, did not come in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/**
 * Sends one request and reads its answer to the end. Follows nothing, answers no challenge.
 * Throws TimedOut, or what undici throws when there is no answer.
 */
export async function exchange(
  request: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const deadline = new Deadline(request.timeoutMs, signal);
  try {
    const response = await dispatcher.request(requestOptions(request, deadline));
    const { headers } = response;
    return {
      status: response.statusCode,
      reason: response.statusText || (STATUS_CODES[response.statusCode] ?? ''),
      headers,
      body: decoded(await readBody(response.body, deadline), headers, request.decompress),
    };
  } catch (error) {
    throw deadline.passed ? new TimedOut('timed out', { cause: error }) : error;
  } finally {
    deadline.clear();
  }
}

/**
 * Aborts the call when nothing came for so long, or when the run is aborted. An emitter, which undici takes in place of an
 * AbortSignal and which costs a fraction of one.
 */
class Deadline extends EventEmitter {
  readonly #outer: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #abort = (): boolean => this.emit('abort');
  passed = false;

  constructor(ms: number, outer: AbortSignal) {
    super();
    this.#outer = outer;
    this.#timer = setTimeout(() => {
      this.passed = true;
      this.#abort();
    }, ms);
    outer.addEventListener('abort', this.#abort);
  }

  /** Read by undici: a call that is aborted before it starts never leaves. */
  get aborted(): boolean {
    return this.passed || this.#outer.aborted;
  }

  restart(): void {
    this.#timer.refresh();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#abort);
  }
}

function requestOptions(request: HttpRequest, signal: Deadline): Dispatcher.RequestOptions {
  const { url, method, body } = request;
  const headers = Object.fromEntries(request.headers);
  return { origin: url.origin, path: url.pathname + url.search, method, headers, body, signal };
}

async function readBody(body: Dispatcher.ResponseData['body'], deadline: Deadline): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    deadline.restart();
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
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
