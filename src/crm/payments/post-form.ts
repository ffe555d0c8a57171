/** One form over the wire to the payment gateway. Loaded with undici when money is moved. */
import { request } from 'undici';
import type { PaymentGatewayOptions } from './gateway-request.ts';
import type { GatewayRequest } from './gateway-request.ts';

export interface GatewayHttpReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 20_000;

/** Posts once. Rejects with what undici throws when no answer came; every status is an answer. */
export async function postForm(
  options: PaymentGatewayOptions,
  { path, form, idempotencyKey }: GatewayRequest,
): Promise<GatewayHttpReply> {
  const reply = await request(new URL(path, options.baseUrl), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${options.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': idempotencyKey,
    },
    body: new URLSearchParams(form).toString(),
    ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher() }),
    signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
  });
  return { status: reply.statusCode, body: readBody(await reply.body.text()) };
}

function readBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    // A proxy's error page: the status tells enough.
    return {};
  }
}
