import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.ts';
import type { Json } from '../../src/lab/simulator.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Runs a test against a lab of its own. */
export function withLab(options: LabOptions, test: (lab: Lab) => Promise<void>): () => Promise<void> {
  return async () => {
    const lab = await startLab(options);
    try {
      await test(lab);
    } finally {
      await lab.close();
    }
  };
}

/** One HTTP call; a body that is no text is sent as JSON. */
export async function http(
  method: string,
  url: string,
  body?: Json,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(5000), ...content });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** One JSON-RPC call to the OCS with one argument; gives `result`, or `error: …`. */
export async function rpc(lab: Lab, method: string, argument: Json): Promise<unknown> {
  const { result, error } = await rpcReply<unknown>(lab, method, argument);
  return error === null ? result : `error: ${error}`;
}

interface RpcReply<T> {
  readonly result: T;
  readonly error: string | null;
}

/** The same, for a result whose shape the test knows. */
export async function rpcReply<T>(lab: Lab, method: string, argument: Json): Promise<RpcReply<T>> {
  const { text } = await http('POST', `${lab.ocs.url}/jsonrpc`, { method, params: [argument] });
  const reply: RpcReply<T> = JSON.parse(text);
  return reply;
}

/** What the tests read of the payment service's replies. */
export interface PayJson {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  readonly error: { readonly type: string; readonly code?: string; readonly decline_code?: string };
  readonly data: readonly { readonly id: string; readonly card: { readonly last4: string } }[];
}

/** One call to the payment service, form-encoded as its clients do. */
export async function pay(
  lab: Lab,
  method: string,
  path: string,
  form?: Record<string, string>,
  key?: string,
): Promise<Answer & { json: PayJson }> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${lab.pay.key}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (key !== undefined) headers['idempotency-key'] = key;
  const answer = await http(method, lab.pay.url + path, form && new URLSearchParams(form).toString(), headers);
  return { ...answer, json: JSON.parse(answer.text) };
}

/** The system's code of a connection that broke (`ECONNRESET`, `ECONNREFUSED`, …), or `answered`. */
export async function brokenBy(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
  }
}
