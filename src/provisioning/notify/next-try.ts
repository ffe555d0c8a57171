const MINUTE = 60_000;
/** After the first, second, … failed try; the last one again and again. */
const DELAYS_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 240 * MINUTE];
/** News of yesterday's failure helps nobody who has not looked by then. */
const GIVE_UP_MS = 24 * 60 * MINUTE;

/** When to try again after so many tries; undefined when the message has been tried for a day. */
export function nextTry(tries: number, created: string, now: Date): Date | undefined {
  const delay = DELAYS_MS[Math.max(0, tries - 1)] ?? DELAYS_MS.at(-1)!;
  const next = now.getTime() + delay;
  return next - Date.parse(created) > GIVE_UP_MS ? undefined : new Date(next);
}
