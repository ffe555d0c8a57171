import { createHmac } from 'node:crypto';
import type { Message, Sender } from './message.ts';
import { postJson } from './post-json.ts';

/** The failure as JSON, signed in the manner of standardwebhooks.com when a secret is configured. */
export const sendWebhook: Sender = async ({ notifications }, message, signal) => {
  const body = JSON.stringify(documentOf(message));
  const headers = signedHeaders(message.key, body, notifications.webhook.secret);
  const name = `the webhook at ${new URL(message.recipient).host}`;
  const { status } = await postJson({ url: message.recipient, name, body, headers, signal });
  return { reply: `HTTP ${status}` };
};

function documentOf({ key, subject, text, report }: Message): object {
  return { type: report === undefined ? 'test' : 'run.failed', id: key, subject, text, ...report };
}

/** `webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
export function signedHeaders(
  id: string,
  body: string,
  secret: string | undefined,
  time = new Date(),
): Record<string, string> {
  const timestamp = String(Math.floor(time.getTime() / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

/** `whsec_` stands before a key in base64; any other text is the key itself. */
function keyOf(secret: string): Buffer {
  const [, base64] = /^whsec_(.+)$/.exec(secret) ?? [];
  return base64 === undefined ? Buffer.from(secret) : Buffer.from(base64, 'base64');
}
