import type { Dispatcher } from 'undici';
import { OmnicrmError } from '../../../errors.ts';
import type { BackendContext } from './backend-context.ts';

/** A call to a backend; `json` is sent as JSON. */
export interface BackendRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: unknown;
}

export interface BackendReply {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
}

const TIMEOUT_MS = 10_000;

/** Sends one call and gives what was answered, whatever its status. Throws E_BACKEND_DOWN when no answer came within ten seconds. */
export async function requestJson(
  context: Pick<BackendContext, 'dispatcherFor'>,
  request: BackendRequest,
): Promise<BackendReply> {
  const { origin, pathname, search } = new URL(request.url);
  const options: Dispatcher.RequestOptions = {
    path: pathname + search,
    method: request.method,
    headers: { ...(request.json === undefined ? {} : { 'content-type': 'application/json' }), ...request.headers },
    body: request.json === undefined ? null : JSON.stringify(request.json),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  try {
    const reply = await context.dispatcherFor(origin).request({ ...options, origin });
    return { status: reply.statusCode, json: parseBody(await reply.body.text()) };
  } catch (cause) {
    throw new OmnicrmError('E_BACKEND_DOWN', `${origin} did not answer: ${(cause as Error).message}`, { cause });
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What is no JSON tells by its status alone.
    return undefined;
  }
}
