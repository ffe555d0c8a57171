import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the echo server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Answer = (request: Seen, response: ServerResponse) => void;

/** A loopback server that keeps what it was asked and answers as `answer` says; by default with the request as JSON. */
export class EchoServer {
  readonly seen: Seen[] = [];
  connections = 0;
  readonly #server: Server;

  constructor(answer: Answer = echo, make: (listener: Listener) => Server = createServer) {
    this.#server = make((request, response) => void this.#receive(request, response, answer));
    this.#server.on('connection', () => this.connections++);
  }

  async #receive(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    this.seen.push(seen);
    answer(seen, response);
  }

  /** Starts on a free port of 127.0.0.1, or on a UNIX socket. */
  async open(socketPath?: string): Promise<this> {
    await new Promise<void>(resolve => {
      if (socketPath === undefined) this.#server.listen(0, '127.0.0.1', resolve);
      else this.#server.listen(socketPath, resolve);
    });
    return this;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get last(): Seen {
    return this.seen.at(-1)!;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers with JSON text and its length. */
export function sendJson(
  response: ServerResponse,
  text: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length, ...headers }).end(text);
}

function echo(seen: Seen, response: ServerResponse): void {
  sendJson(response, JSON.stringify(seen));
}
