import type { Server as HttpServer } from 'node:http';
import type { Server as NetServer, Socket } from 'node:net';
import { cutSocket } from './cut-socket.ts';
import { OmnicrmError } from '../../errors.ts';

const host = '127.0.0.1';

/** A server of HTTP, or of another protocol over TCP. */
type Server = NetServer & Partial<Pick<HttpServer, 'closeIdleConnections'>>;

export interface ListenerOptions {
  /** May cut a connection before anything is read from it, and tells so. */
  readonly refuses?: (socket: Socket) => boolean;
  /** Of its URL; default http. */
  readonly scheme?: string;
}

/** A listening server on loopback that can be taken off the network and come back on the same port. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port: number;
  readonly #scheme: string;
  #isUp = false;
  #refusals = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended: Promise<void> = Promise.resolve();

  /** Port 0 takes a free one. */
  constructor(server: Server, port: number, { refuses = () => false, scheme = 'http' }: ListenerOptions = {}) {
    this.#server = server;
    this.#port = port;
    this.#scheme = scheme;
    // First in line, so that a refused socket never reaches the parser.
    server.prependListener('connection', (socket: Socket) => this.#admit(socket, refuses));
  }

  get url(): string {
    return `${this.#scheme}://${host}:${this.#port}`;
  }

  /** Listens. Throws E_BACKEND_DOWN when the port is taken. */
  async up(): Promise<void> {
    clearTimeout(this.#timer);
    this.#refusals = 0;
    if (this.#isUp) return;
    this.#isUp = true;
    await this.#ended;
    await listen(this.#server, this.#port);
    this.#port = portOf(this.#server);
  }

  /** Cuts all connections. Then refuses new ones for so many seconds, or resets so many; with neither, until `up`. */
  down({ seconds, tries }: { readonly seconds?: number; readonly tries?: number } = {}): void {
    if (!this.#isUp) return;
    if (tries !== undefined) {
      this.#refusals = tries;
      return this.#cutAll();
    }
    this.#close();
    if (seconds !== undefined) this.#timer = setTimeout(() => void this.up(), seconds * 1000).unref();
  }

  /** Ends connections that wait for nothing, so that the next call must connect anew. */
  dropIdle(): void {
    this.#server.closeIdleConnections?.();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#close();
    await this.#ended;
  }

  #close(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#ended = new Promise(resolve => this.#server.close(() => resolve()));
    this.#cutAll();
  }

  #cutAll(): void {
    for (const socket of this.#sockets) cutSocket(socket);
  }

  #admit(socket: Socket, refuses: (socket: Socket) => boolean): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      cutSocket(socket);
    } else {
      refuses(socket);
    }
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void =>
      reject(
        new OmnicrmError('E_BACKEND_DOWN', `the lab cannot listen on ${host}:${port}: ${cause.message}`, { cause }),
      );
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
