/** Random plans of kills, the same for the same seed. */
import { type Kind, kinds } from './kinds.ts';
import type { Moment } from './kill-process.ts';
import type { KillPlan } from './kill-case.ts';

/** Longest time from one call to a backend to the next, in milliseconds, and of a run. */
const BETWEEN_CALLS_MS = 20;
const LONGEST_MS = 250;

/** The kinds take turns; half of the moments are times, half follow a call; every third way out is killed too. */
export function planKills(count: number, random: () => number): readonly KillPlan[] {
  return Array.from({ length: count }, (_, at) => planKill(kinds[at % kinds.length]!, random));
}

function planKill(kind: Kind, random: () => number): KillPlan {
  return {
    kind,
    moment: randomMoment(kind, random),
    way: random() < 0.5 ? 'resume' : 'rollBack',
    again: random() < 1 / 3 ? randomMoment(kind, random) : undefined,
  };
}

function randomMoment({ calls }: Kind, random: () => number): Moment {
  return random() < 0.5
    ? { calls: 0, afterMs: Math.round(random() * LONGEST_MS) }
    : { calls: Math.floor(random() * (calls + 1)), afterMs: Math.round(random() * BETWEEN_CALLS_MS) };
}

/** A plan in one line. */
export function tellPlan({ kind, moment, way, again }: KillPlan): string {
  return [kind.name, tellMoment(moment), way, again && tellMoment(again)].filter(Boolean).join(', ');
}

function tellMoment({ calls, afterMs }: Moment): string {
  return `killed ${afterMs} ms after ${calls === 0 ? 'its beginning' : `call ${calls}`}`;
}
