/** What runs are working on now is no finding: they may be between two steps. */
import type { BackendContext } from './ask/backend-context.ts';
import type { Observation } from './finding.ts';
import { readTouched } from './read/read-touched.ts';
import type { AuditState } from './state.ts';
import type { Grace } from './grace.ts';

/**
 * The observations that hold. Left out are those about objects that a live run touches, and about young ones of which no run
 * is known that has ended or died: what such a run left is told at once.
 */
export async function withoutInFlight<T extends Observation>(
  context: BackendContext,
  state: AuditState,
  observations: readonly T[],
  grace: Grace,
): Promise<readonly T[]> {
  const wanted = new Set(observations.flatMap(({ settled, touches }) => (settled === true ? [] : touches)));
  if (wanted.size === 0) return observations.filter(seen => seen.settled === true || !isYoung(state, seen, grace));
  const { live, ended } = await readTouched(context, state, wanted, grace);
  return observations.filter(seen => {
    if (seen.settled === true) return true;
    if (seen.touches.some(name => live.has(name))) return false;
    return seen.touches.some(name => ended.has(name)) || !isYoung(state, seen, grace);
  });
}

/** A clock far ahead of ours says nothing about age. */
function isYoung({ now }: AuditState, { since }: Observation, { seconds }: Grace): boolean {
  if (since === undefined || since === null) return false;
  return Math.abs(now - Date.parse(since)) < seconds * 1000;
}
