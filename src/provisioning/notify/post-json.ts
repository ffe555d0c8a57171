import { OmnicrmError } from '../../errors.ts';

export interface JsonPost {
  readonly url: string;
  /** How an error names the receiver: an address may hold a secret. */
  readonly name: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const LONGEST_REPLY = 300;
const TRY_AGAIN = new Set([408, 425, 429]);

/** The answer's status and text. Throws E_BACKEND_DOWN, or E_DECLINED for an answer that would come again. */
export async function postJson({
  url,
  name,
  body,
  headers,
  signal,
}: JsonPost): Promise<{ status: number; text: string }> {
  const response = await answerOf({
    url,
    name,
    body,
    headers: { 'content-type': 'application/json', ...headers },
    signal,
  });
  const text = await response.text();
  if (response.ok) return { status: response.status, text };
  const again = response.status >= 500 || TRY_AGAIN.has(response.status);
  const said = text.replaceAll(/\s+/g, ' ').slice(0, LONGEST_REPLY);
  throw new OmnicrmError(
    again ? 'E_BACKEND_DOWN' : 'E_DECLINED',
    `${name} answered ${response.status} ${said}`.trimEnd(),
  );
}

/** Redirects are not followed: what is posted is meant for the configured address alone. */
async function answerOf({ url, name, signal, ...request }: JsonPost): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', redirect: 'manual', signal, ...request });
  } catch (error) {
    const reason = signal.aborted ? 'it did not answer in time' : reasonOf(error);
    throw new OmnicrmError('E_BACKEND_DOWN', `${name} did not answer: ${reason}`);
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.message !== '') return cause.message;
  return error instanceof Error ? error.message : String(error);
}
