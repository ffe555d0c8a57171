import { OmnicrmError } from '../../errors.ts';
import { callMatches, isAboutSystem, type Call } from './match.ts';
import type { FaultEffect, FaultRule } from './rule.ts';
import { whenHolds } from './when.ts';

/** A rule that is armed. */
export interface ArmedFault extends FaultRule {
  readonly id: string;
  /** Matching calls so far. */
  seen: number;
  applied: number;
}

const effectNames = new Set<string>([
  ...([
    'commit',
    'latency',
    'status',
    'rpcError',
    'reset',
    'hang',
    'truncate',
    'garbage',
  ] satisfies (keyof FaultEffect)[]),
  ...(['emptyBody', 'duplicate', 'drop', 'throttle', 'down'] satisfies (keyof FaultEffect)[]),
]);

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

function checkRule(rule: FaultRule): void {
  const names = Object.keys(rule.effect ?? {});
  const unknown = names.find(name => !effectNames.has(name));
  if (unknown !== undefined)
    throw new OmnicrmError('E_INPUT', `no such fault effect: ${unknown}`, {
      hint: `one of ${[...effectNames].join(', ')}`,
    });
  if (names.length === 0)
    throw new OmnicrmError('E_INPUT', 'a fault rule needs an effect', {
      hint: `one of ${[...effectNames].join(', ')}`,
    });
}
