import { OmnicrmError } from '../../../errors.ts';
import type { BackendContext } from './backend-context.ts';
import { requestJson } from './request-json.ts';

export type PaymentsContext = Pick<BackendContext, 'config' | 'dispatcherFor'>;

const PAGE_SIZE = 100;

/** One thing of the gateway by its path (`/v1/payment_intents/pi_…`), undefined where there is none. Throws E_BACKEND_DOWN, E_CONFIG. */
export async function askPayments(
  context: PaymentsContext,
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { baseUrl, secretKey } = context.config.stripe;
  if (secretKey === undefined)
    throw new OmnicrmError('E_CONFIG', 'no payment gateway is configured (stripe.secret_key)');
  const url = `${baseUrl.replace(/\/$/, '')}${path}`;
  const reply = await requestJson(context, { method: 'GET', url, headers: { authorization: `Bearer ${secretKey}` } });
  if (reply.status === 404) return undefined;
  if (reply.status === 200 && typeof reply.json === 'object' && reply.json !== null) return { ...reply.json };
  throw new OmnicrmError('E_BACKEND_DOWN', `the payment gateway answered ${reply.status} to ${path}`);
}

/** All things of a list (`/v1/refunds`), page by page, the newest first. Throws as `askPayments`. */
export async function* listPayments(
  context: PaymentsContext,
  path: string,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let after = '';
  for (;;) {
    const part = await askPayments(context, `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE_SIZE}${after}`);
    const data: unknown = part?.['data'];
    if (!Array.isArray(data)) throw new OmnicrmError('E_BACKEND_DOWN', `the payment gateway gave no list of ${path}`);
    yield* data as Readonly<Record<string, unknown>>[];
    const last: unknown = data.at(-1);
    if (part?.['has_more'] !== true || last === undefined) return;
    after = `&starting_after=${encodeURIComponent((last as { id: string }).id)}`;
  }
}
