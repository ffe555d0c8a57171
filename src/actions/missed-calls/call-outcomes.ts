import { digitsOf } from '../calls/phone-number.ts';
import type { CallRecord } from './call-record.ts';

/** What became of a number's calls. */
export interface CallOutcome {
  missed: number;
  lastMissed: string | null;
  recalls: number;
  talkSeconds: number;
  trySeconds: number;
}

const SHORTEST = 9;

/**
 * Who was missed and who was called back, from records in the order of their beginning. A caller of a queue whom nobody took is
 * missed until he gets through or is reached; a call to a missed number is a call back, answered or not.
 */
export function callOutcomes(records: readonly CallRecord[]): ReadonlyMap<string, CallOutcome> {
  const outcomes = new Map<string, CallOutcome>();
  for (const legs of groupByCall(records)) {
    const caller = numberOf(legs[0]?.from ?? '');
    const callee = numberOf(legs[0]?.to ?? '');
    if (caller !== undefined && legs.some(leg => leg.application === 'Queue')) noteIncoming(outcomes, caller, legs);
    else if (callee !== undefined && outcomes.has(callee)) noteRecall(outcomes.get(callee), legs);
  }
  return new Map([...outcomes].filter(([, { missed, recalls }]) => missed > 0 || recalls > 0));
}

function noteIncoming(outcomes: Map<string, CallOutcome>, number: string, legs: readonly CallRecord[]): void {
  const outcome = outcomes.get(number) ?? { missed: 0, lastMissed: null, recalls: 0, talkSeconds: 0, trySeconds: 0 };
  outcomes.set(number, outcome);
  if (isAnswered(legs)) outcome.missed = 0;
  else {
    outcome.missed++;
    outcome.lastMissed =
      legs
        .map(leg => leg.end)
        .toSorted()
        .at(-1) ?? null;
  }
}

function noteRecall(outcome: CallOutcome | undefined, legs: readonly CallRecord[]): void {
  if (outcome === undefined || outcome.lastMissed === null) return;
  if (outcome.missed === 0 && outcome.recalls === 0) return;
  if (outcome.recalls === 0) outcome.trySeconds = secondsBetween(outcome.lastMissed, legs[0]?.start ?? '');
  outcome.recalls++;
  outcome.talkSeconds += isAnswered(legs) ? Math.max(...legs.map(leg => leg.talkSeconds)) : 0;
  if (isAnswered(legs)) outcome.missed = 0;
}

function isAnswered(legs: readonly CallRecord[]): boolean {
  return legs.some(leg => leg.answered && leg.talkSeconds > 0);
}

function groupByCall(records: readonly CallRecord[]): readonly (readonly CallRecord[])[] {
  const calls = new Map<string, CallRecord[]>();
  for (const [at, record] of records.entries()) {
    const key = record.call || `row ${at}`;
    calls.set(key, [...(calls.get(key) ?? []), record]);
  }
  return [...calls.values()];
}

/** As Ubilling keeps them: `380501112233` is 0501112233. Undefined for extensions and hidden numbers. */
function numberOf(text: string): string | undefined {
  const digits = digitsOf(text);
  if (digits.length < SHORTEST) return undefined;
  return digits.startsWith('380') ? digits.slice(2) : digits;
}

function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.replace(' ', 'T')) - Date.parse(from.replace(' ', 'T'))) / 1000);
}
