import { OmnicrmError } from '../errors.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What runs when time passes: the OCS's scheduler. */
export interface ClockListener {
  /** The time (ms) of the next thing to do, if any. */
  nextDue(): number | undefined;
  /** Does what is due at `now`; resolves when its call-backs are over; says what was done. */
  runDue(now: number): Promise<readonly ClockEvent[]>;
}

/** One action that the passing of time set off. */
export interface ClockEvent {
  readonly time: string;
  readonly action: string;
  readonly account: string;
  readonly outcome: string;
}

/** The lab's time: the real one, or one that stands still until it is advanced. */
export class LabClock {
  #virtual: number | undefined;
  #listener: ClockListener | undefined;
  readonly #changed: () => void;

  constructor(virtual: number | undefined, changed: () => void = () => undefined) {
    this.#virtual = virtual;
    this.#changed = changed;
  }

  get mode(): 'real' | 'virtual' {
    return this.#virtual === undefined ? 'real' : 'virtual';
  }

  now(): Date {
    return new Date(this.#virtual ?? Date.now());
  }

  listen(listener: ClockListener): void {
    this.#listener = listener;
  }

  /** Makes the clock virtual, at a time (ISO); nothing is run. */
  set(time: string): void {
    const value = Date.parse(time);
    if (Number.isNaN(value))
      throw new OmnicrmError('E_INPUT', `not a time: ${time}`, { hint: 'use ISO, as 2026-01-31T00:00:00Z' });
    this.#virtual = value;
    this.#changed();
  }

  /** Back to the real time. */
  real(): void {
    this.#virtual = undefined;
    this.#changed();
  }

  /**
   * Moves the clock on by `30d`, `12h`, `90s`, … and runs what comes due on the way, each at its own time, in order.
   * A real clock becomes virtual.
   */
  async advance(span: string): Promise<readonly ClockEvent[]> {
    const end = this.now().getTime() + spanMs(span);
    this.#virtual ??= Date.now();
    const done: ClockEvent[] = [];
    for (let due = this.#listener?.nextDue(); due !== undefined && due <= end; due = this.#listener?.nextDue()) {
      this.#virtual = Math.max(this.#virtual, due);
      done.push(...((await this.#listener?.runDue(this.#virtual)) ?? []));
    }
    this.#virtual = end;
    return done;
  }
}

/** Milliseconds of a span: digits and ms, s, m, h or d, several in a row. */
export function spanMs(span: string): number {
  const parts = [...span.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(part => part[0]).join('') !== span) {
    throw new OmnicrmError('E_INPUT', `not a span of time: ${span}`, { hint: 'use 30d, 12h, 5m, 90s or 10ms' });
  }
  return parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * unitMs[unit!]!, 0);
}
