/** Sends calls as a play would, and keeps them as its journal would. */
import type { RunCall } from '../../../src/provisioning/read-back/index.ts';

export interface Calls {
  readonly list: RunCall[];
  send(method: string, url: string, body?: unknown): Promise<unknown>;
  rpc(base: string, method: string, params: object): Promise<unknown>;
}

export function recordCalls(): Calls {
  const list: RunCall[] = [];
  const send = async (method: string, url: string, body?: unknown): Promise<unknown> => {
    const task = `task ${list.length + 1}`;
    const reply = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const json: unknown = JSON.parse(await reply.text());
    list.push({ task, module: 'uri', method, url, body, reply: { status: reply.status, json } });
    return json;
  };
  return { list, send, rpc: (base, method, params) => send('POST', `${base}/jsonrpc`, { method, params: [params] }) };
}
