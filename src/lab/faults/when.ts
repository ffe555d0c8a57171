import type { FaultWhen } from './rule.ts';

/** What the conditions of a rule are held against. */
export interface Occasion {
  /** Which of the matching calls this is, from 1. */
  readonly seen: number;
  readonly applied: number;
  readonly now: Date;
  readonly random: () => number;
}

/** Do all conditions hold? */
export function whenHolds(when: FaultWhen, occasion: Occasion): boolean {
  return Object.values(whenTests).every(test => test(when, occasion));
}

type WhenTest = (when: FaultWhen, occasion: Occasion) => boolean;

/** What each condition asks; one that is absent asks nothing. */
export const whenTests: Readonly<Record<keyof FaultWhen, WhenTest>> = {
  nth: ({ nth }, { seen }) => nth === undefined || seen === nth,
  every: ({ every = 1 }, { seen }) => seen % every === 0,
  first: ({ first = Infinity }, { seen }) => seen <= first,
  after: ({ after = 0 }, { seen }) => seen > after,
  between: ({ between }, { now }) =>
    between === undefined || (now.getTime() >= Date.parse(between[0]) && now.getTime() <= Date.parse(between[1])),
  times: ({ times = Infinity }, { applied }) => applied < times,
  probability: ({ probability }, { random }) => probability === undefined || random() < probability,
};
