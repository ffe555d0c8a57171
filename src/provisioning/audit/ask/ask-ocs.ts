import { OmnicrmError } from '../../../errors.ts';
import type { BackendContext } from './backend-context.ts';
import { requestJson } from './request-json.ts';

export type OcsContext = Pick<BackendContext, 'config' | 'dispatcherFor'>;

/** `params` is the one argument of the method. */
export interface OcsCall {
  readonly method: string;
  readonly params: unknown;
}

/** The URL of the charging system. Throws E_CONFIG where none is configured. */
export function ocsUrl({ config }: Pick<OcsContext, 'config'>): string {
  if (config.ocs.hostPort === undefined)
    throw new OmnicrmError('E_CONFIG', 'no charging system is configured (ocs.OCS)');
  return `http://${config.ocs.hostPort}/jsonrpc`;
}

/** The body as it is sent: JSON-RPC 1.0 with one argument. */
export function ocsBody({ method, params }: OcsCall): Readonly<Record<string, unknown>> {
  return { method, params: [params], id: 1 };
}

/** The result of a method, undefined where the OCS says NOT_FOUND. Throws E_BACKEND_DOWN with its error, or when it does not answer. */
export async function askOcs(context: OcsContext, call: OcsCall, url = ocsUrl(context)): Promise<unknown> {
  const reply = await requestJson(context, { method: 'POST', url, json: ocsBody(call) });
  if (!isRpcReply(reply.json)) {
    throw new OmnicrmError('E_BACKEND_DOWN', `${call.method}: status ${reply.status} without a JSON-RPC reply`);
  }
  const { result, error } = reply.json;
  if (error === null) return result;
  if (error === 'NOT_FOUND' || error === 'SERVER_ERROR: NOT_FOUND') return undefined;
  throw new OmnicrmError('E_BACKEND_DOWN', `${call.method}: ${JSON.stringify(error)}`);
}

function isRpcReply(json: unknown): json is { readonly result: unknown; readonly error: unknown } {
  return typeof json === 'object' && json !== null && 'result' in json && 'error' in json;
}
