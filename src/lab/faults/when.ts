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
  return Object.entries(when).every(
    ([name, wanted]) => wanted === undefined || tests[name as keyof FaultWhen](occasion, wanted as never),
  );
}

type Tests = { readonly [K in keyof FaultWhen]-?: (occasion: Occasion, wanted: NonNullable<FaultWhen[K]>) => boolean };

const tests: Tests = {
  nth: ({ seen }, n) => seen === n,
  every: ({ seen }, n) => seen % n === 0,
  first: ({ seen }, n) => seen <= n,
  after: ({ seen }, n) => seen > n,
  probability: ({ random }, chance) => random() < chance,
  between: ({ now }, [from, to]) => now.getTime() >= Date.parse(from) && now.getTime() <= Date.parse(to),
  times: ({ applied }, n) => applied < n,
};
