import type { IncomingMessage } from 'node:http';
import type { LabRequest } from '../simulator.ts';

/** The whole request, or undefined when the client left in the middle of it. */
export async function readRequest(incoming: IncomingMessage): Promise<LabRequest | undefined> {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const [path = '/', query = ''] = splitOnce(incoming.url ?? '/', '?');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { method: incoming.method ?? 'GET', path, query: new URLSearchParams(query), headers, body };
}

function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('close', () => resolve(undefined));
    incoming.on('error', () => resolve(undefined));
  });
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
