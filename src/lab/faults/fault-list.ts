import { didYouMean, OmnicrmError } from '../../errors.ts';
import { callMatches, isAboutSystem, matchTests, type Call } from './match.ts';
import type { FaultEffect, FaultRule } from './rule.ts';
import { whenHolds, whenTests } from './when.ts';

/** A rule that is armed. */
export interface ArmedFault extends FaultRule {
  readonly id: string;
  /** Matching calls so far. */
  seen: number;
  applied: number;
}

/** Names that rules may use. */
const known: Readonly<Record<'match' | 'when' | 'effect', readonly string[]>> = {
  match: Object.keys(matchTests),
  when: Object.keys(whenTests),
  effect: [
    ...(['commit', 'latency', 'status', 'rpcError', 'reset', 'hang', 'truncate'] satisfies (keyof FaultEffect)[]),
    ...(['garbage', 'emptyBody', 'duplicate', 'drop', 'throttle', 'down'] satisfies (keyof FaultEffect)[]),
  ],
};

/** The armed rules in order. Each counts all calls that it matches; the first whose conditions hold is applied. */
export class FaultList {
  #faults: ArmedFault[] = [];
  #lastId = 0;
  readonly #now: () => Date;
  readonly #random: () => number;

  constructor(now: () => Date, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  add(rule: FaultRule): ArmedFault {
    checkRule(rule);
    const armed = { ...rule, id: rule.id ?? `fault-${++this.#lastId}`, seen: 0, applied: 0 };
    this.#faults.push(armed);
    return armed;
  }

  list(): readonly ArmedFault[] {
    return this.#faults;
  }

  /** Takes rules away and gives them. */
  remove(id?: string): ArmedFault[] {
    const removed = this.#faults.filter(fault => id === undefined || fault.id === id);
    this.#faults = this.#faults.filter(fault => !removed.includes(fault));
    return removed;
  }

  /** The rule for a call that has been read. */
  forCall(call: Call): ArmedFault | undefined {
    return this.#take(fault => !isAboutConnection(fault) && !isOutage(fault) && callMatches(fault.match ?? {}, call));
  }

  /** The rule for a connection, before anything is read from it. */
  forConnection(system: string, instance: string): ArmedFault | undefined {
    const fits = ({ match = {} }: FaultRule): boolean =>
      [system, undefined].includes(match.system) && [instance, undefined].includes(match.instance);
    return this.#take(fault => isAboutConnection(fault) && fits(fault));
  }

  #take(matches: (fault: ArmedFault) => boolean): ArmedFault | undefined {
    let taken: ArmedFault | undefined;
    for (const fault of this.#faults.filter(matches)) {
      fault.seen += 1;
      if (
        !taken &&
        whenHolds(fault.when ?? {}, {
          seen: fault.seen,
          applied: fault.applied,
          now: this.#now(),
          random: this.#random,
        })
      )
        taken = fault;
    }
    if (taken) taken.applied += 1;
    return taken;
  }
}

/** A reset before anything is read, of whoever connects to a system. */
function isAboutConnection(rule: FaultRule): boolean {
  return rule.effect.reset === 'accept' && isAboutSystem(rule.match ?? {});
}

/** A `down` of a system without conditions: it begins when it is armed, and no call sets it off. */
export function isOutage({ match = {}, when, effect }: FaultRule): boolean {
  return effect.down !== undefined && when === undefined && isAboutSystem(match);
}

/** A misspelt name must not make a rule that matches everything. */
function checkRule({ match = {}, when = {}, effect }: FaultRule): void {
  checkNames('match', Object.keys(match));
  checkNames('when', Object.keys(when));
  checkNames('effect', Object.keys(effect));
  if (Object.keys(effect).length === 0)
    throw new OmnicrmError('E_INPUT', 'a fault rule needs an effect', { hint: `one of ${known.effect.join(', ')}` });
}

function checkNames(part: keyof typeof known, names: readonly string[]): void {
  const unknown = names.find(name => !known[part].includes(name));
  if (unknown === undefined) return;
  const near = didYouMean(unknown, known[part]);
  const hint = near === undefined ? `one of ${known[part].join(', ')}` : `did you mean ${near}?`;
  throw new OmnicrmError('E_INPUT', `a fault rule has no ${part} ${unknown}`, { hint });
}
