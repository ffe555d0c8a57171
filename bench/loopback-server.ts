/** A small JSON server in a process of its own, so that its work does not count as the client's. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const BODY = JSON.stringify({
  product_id: 42,
  product_name: 'Mobile SIM Only',
  retail_cost: 15.5,
  comment: 'x'.repeat(900),
});

export interface LoopbackServer {
  readonly url: string;
  close(): void;
}

/** Starts the server on a free port of 127.0.0.1; it answers each request with 1 KB of JSON. */
export async function startLoopbackServer(): Promise<LoopbackServer> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, close: () => child.disconnect() };
}

function serve(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(BODY));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit(0));
}

if (process.argv[2] === 'serve') serve();
