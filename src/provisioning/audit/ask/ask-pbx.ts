import { OmnicrmError } from '../../../errors.ts';
import { sendRequest } from '../../../engine/network/send-request.ts';
import type { BackendContext } from './backend-context.ts';
import type { BackendReply } from './request-json.ts';

export type PbxContext = Pick<BackendContext, 'config' | 'dispatcherFor'>;

const TIMEOUT_MS = 10_000;

/** Reads a path of the configured phone system (`/users?search=…`), logged in by digest. Throws E_BACKEND_DOWN, E_CONFIG. */
export async function askPbx({ config, dispatcherFor }: PbxContext, path: string): Promise<BackendReply> {
  const { baseUrl, username, password } = config.pbx;
  if (baseUrl === undefined)
    throw new OmnicrmError('E_CONFIG', 'no phone system is configured', { hint: 'set pbx.base_url' });
  const credentials = username === undefined ? undefined : { username, password: password ?? '', force: false };
  const request = {
    method: 'GET',
    url: new URL(`${baseUrl}${path}`),
    headers: new Map([['Accept', 'application/json']]),
    body: null,
    timeoutMs: TIMEOUT_MS,
    redirects: 'none' as const,
    credentials,
    unredirected: new Set<string>(),
    decompress: true,
  };
  try {
    const answer = await sendRequest(request, { dispatcherFor, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: answer.status, json: parsed(answer.body.toString()) };
  } catch (cause) {
    throw new OmnicrmError('E_BACKEND_DOWN', `the phone system did not answer: ${(cause as Error).message}`, { cause });
  }
}

/** The items of a list. Throws E_BACKEND_DOWN when it gives none. */
export async function listPbx(
  context: PbxContext,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { status, json } = await askPbx(context, path);
  const { items } = (json ?? {}) as { readonly items?: unknown };
  if (status === 200 && Array.isArray(items)) return items as Readonly<Record<string, unknown>>[];
  throw new OmnicrmError('E_BACKEND_DOWN', `the phone system answered ${status} to ${path}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What is no JSON tells by its status alone.
    return undefined;
  }
}
