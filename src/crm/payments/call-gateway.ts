import { setTimeout as sleep } from 'node:timers/promises';
import { OmnicrmError } from '../../errors.ts';
import type { GatewayHttpReply } from './post-form.ts';
import type { PaymentGatewayOptions } from './gateway-request.ts';
import type { GatewayRequest } from './gateway-request.ts';

export interface GatewayReply {
  readonly body: Readonly<Record<string, unknown>>;
  /** Set when the card was refused (status 402). */
  readonly declined?: { readonly code: string; readonly message: string };
}

const TRIES = 3;

/**
 * Posts a form to the gateway. A lost connection, 409, 429 and 5xx are tried again with the same key: the gateway books it
 * once. Throws E_BACKEND_DOWN when no answer came (it may be booked), E_CONFIG for a refused key, E_INPUT for a bad request.
 */
export async function callGateway(options: PaymentGatewayOptions, request: GatewayRequest): Promise<GatewayReply> {
  const { postForm } = await import('./post-form.ts');
  for (let attempt = 1; ; attempt++) {
    const reply = await postForm(options, request).catch((error: unknown) => unreachable(options, error));
    if (reply instanceof OmnicrmError ? attempt < TRIES : worthAnotherTry(reply.status) && attempt < TRIES) {
      await sleep(100 * 4 ** (attempt - 1));
      continue;
    }
    if (reply instanceof OmnicrmError) throw reply;
    return readReply(reply);
  }
}

function worthAnotherTry(status: number): boolean {
  return status === 409 || status === 429 || status >= 500;
}

function readReply({ status, body }: GatewayHttpReply): GatewayReply {
  if (status < 300) return { body };
  const { message = `status ${status}`, code = 'declined', decline_code = code } = errorTexts(body['error']);
  if (status === 402) return { body, declined: { code: decline_code, message } };
  throw refusal(status, message);
}

function errorTexts(error: unknown): Partial<Readonly<Record<'message' | 'code' | 'decline_code', string>>> {
  const members = Object.entries(typeof error === 'object' && error !== null ? error : {});
  return Object.fromEntries(members.filter(([, value]) => typeof value === 'string' && value !== ''));
}

function refusal(status: number, message: string): OmnicrmError {
  const text = `the payment gateway answered ${status}: ${message}`;
  if (status === 401 || status === 403)
    return new OmnicrmError('E_CONFIG', text, { hint: 'check the secret key of the gateway' });
  if (status >= 500 || status === 429) return new OmnicrmError('E_BACKEND_DOWN', text);
  return new OmnicrmError(status === 409 ? 'E_CONFLICT' : 'E_INPUT', text);
}

function unreachable({ baseUrl }: PaymentGatewayOptions, cause: unknown): OmnicrmError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OmnicrmError('E_BACKEND_DOWN', `no answer from the payment gateway at ${baseUrl}: ${reason}`, {
    hint: 'the charge may be booked all the same; ask again with the same key to learn it',
    cause,
  });
}
