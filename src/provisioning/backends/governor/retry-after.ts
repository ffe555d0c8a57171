import type { ResponseHeaders } from '../../../engine/network/http-request.ts';

/** No backend is waited for longer than this, whatever it asks: the task has a time-out of its own. */
const LONGEST_MS = 20_000;

/** What `Retry-After` asks for (RFC 9110 §10.2.3: seconds, or a date), in milliseconds from `now`; undefined where it asks nothing. */
export function retryAfterMs(headers: ResponseHeaders, now: number): number | undefined {
  const value = [headers['retry-after'] ?? []].flat()[0]?.trim();
  if (value === undefined || value === '') return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(milliseconds, 0), LONGEST_MS);
}
