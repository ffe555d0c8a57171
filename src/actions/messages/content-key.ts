import { createHash } from 'node:crypto';

/** A key for a message to somebody on a day: the same words go once, others go out again. */
export function contentKey(whom: string, today: string, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return `${whom} ${today} ${digest}`;
}
