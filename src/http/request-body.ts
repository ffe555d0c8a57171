import { Readable } from 'node:stream';
import { FormData, Response, type Dispatcher } from 'undici';

/** The bytes of a request body in any of the forms that undici takes; undefined for none. */
export async function readRequestBody(body: Dispatcher.DispatchOptions['body']): Promise<Buffer | undefined> {
  if (body === null || body === undefined) return undefined;
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (body instanceof Readable) return collect(body);
  if (body instanceof FormData) return Buffer.from(await new Response(body).arrayBuffer());
  return collect(body);
}

async function collect(chunks: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk));
  return Buffer.concat(parts);
}
