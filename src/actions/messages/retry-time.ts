const MINUTE = 60_000;
/** After the first, second, … failed try; the last one again and again. */
const DELAYS_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
const GIVE_UP_MS = 3 * 24 * 60 * MINUTE;

/** When a message is tried again after so many tries; undefined when that would be three days after it was written. */
export function retryTime(tries: number, created: string, now: Date): Date | undefined {
  const delay = DELAYS_MS[Math.max(0, tries - 1)] ?? 60 * MINUTE;
  const next = new Date(now.getTime() + delay);
  return next.getTime() - Date.parse(created) > GIVE_UP_MS ? undefined : next;
}
