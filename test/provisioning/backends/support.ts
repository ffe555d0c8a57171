/** What these tests share: a backend with small numbers, a server that answers as told, and calls as `uri` makes them. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from '../../../src/engine/network/exchange.ts';
import type { HttpResponse } from '../../../src/engine/network/http-request.ts';
import { networkDispatchers } from '../../../src/engine/network/network-dispatchers.ts';
import type { Backend } from '../../../src/provisioning/backends/backend.ts';
import { governed, Governor } from '../../../src/provisioning/backends/governor/governor.ts';
import { kinds } from '../../../src/provisioning/backends/kinds/index.ts';

export interface TestBackend {
  readonly origin: string;
  /** Requests that have arrived. */
  readonly requests: IncomingMessage[];
  down(): Promise<void>;
  up(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server on a loopback port; `down` refuses connections, `up` takes them again at the same port. */
export async function openBackend(t: TestContext, answer: Answer): Promise<TestBackend> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    answer(request, response, requests.length);
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const down = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  const port = await listen(0);
  t.after(down);
  return { origin: `http://127.0.0.1:${port}`, requests, down, up: async () => void (await listen(port)) };
}

export function backendAtOrigin(origin: string, limits: Partial<Backend> = {}): Backend {
  return {
    name: 'test',
    baseUrl: origin,
    origin,
    kind: kinds.http,
    honoursIdempotencyKey: false,
    concurrency: 16,
    rate: undefined,
    connectTimeoutMs: 2000,
    answerTimeoutMs: undefined,
    retries: 2,
    breaker: { failures: 5, openMs: 10_000 },
    ...limits,
  };
}

export type Call = (method?: string, signal?: AbortSignal, timeoutMs?: number) => Promise<HttpResponse>;

/** Calls to a backend within its limits. */
export function callsTo(t: TestContext, backend: Backend): Call & { readonly governor: Governor } {
  const network = networkDispatchers();
  t.after(() => network.close());
  const governor = new Governor(backend);
  const dispatcher = governed(network.dispatcherFor(backend.origin), governor);
  const call: Call = (method = 'GET', signal = new AbortController().signal, timeoutMs = 5000) =>
    exchange(
      {
        method,
        url: new URL('/x', backend.origin),
        headers: new Map([['Accept', '*/*']]),
        body: method === 'GET' ? null : '{}',
        timeoutMs,
        redirects: 'none',
        unredirected: new Set(),
        decompress: false,
      },
      dispatcher,
      signal,
    );
  return Object.assign(call, { governor });
}

/** Waits for what comes about by itself; the test's own time limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(1);
}
