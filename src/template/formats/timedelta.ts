import { TemplateError } from '../errors.ts';
import { Float, PyObject, type Value } from '../values/types.ts';
import { PythonMethod } from './python-method.ts';

const MOST_DAYS = 999_999_999;
const DAY_SECONDS = 86_400;
const DAY_MICROSECONDS = 86_400_000_000n;

/** Python's datetime.timedelta: days of either sign, and seconds and microseconds that count forward from them. */
export class PyTimeDelta extends PyObject {
  readonly typeName = 'timedelta';
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;

  /** Any amounts; they are brought into Python's normal form. Throws TemplateError 'overflow' beyond 999999999 days. */
  constructor(days: number, seconds = 0, microseconds = 0) {
    super();
    const carried = seconds + Math.floor(microseconds / 1e6);
    this.microseconds = microseconds - Math.floor(microseconds / 1e6) * 1e6;
    this.days = days + Math.floor(carried / DAY_SECONDS);
    this.seconds = carried - Math.floor(carried / DAY_SECONDS) * DAY_SECONDS;
    if (Math.abs(this.days) > MOST_DAYS) throw new TemplateError('overflow', 'time difference of too many days');
  }

  static fromMicroseconds(total: bigint): PyTimeDelta {
    const days = floorDivide(total, DAY_MICROSECONDS);
    const rest = Number(total - days * DAY_MICROSECONDS);
    return new PyTimeDelta(Number(days), Math.floor(rest / 1e6), rest % 1e6);
  }

  totalMicroseconds(): bigint {
    return BigInt(this.days) * DAY_MICROSECONDS + BigInt(this.seconds) * 1_000_000n + BigInt(this.microseconds);
  }

  /** `1 day, 2:03:04.000005`, as Python prints it. */
  override text(): string {
    const clock = `${Math.floor(this.seconds / 3600)}:${two((this.seconds / 60) % 60)}:${two(this.seconds % 60)}`;
    const fraction = this.microseconds === 0 ? '' : '.' + String(this.microseconds).padStart(6, '0');
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `;
    return days + clock + fraction;
  }

  override repr(): string {
    const parts = (['days', 'seconds', 'microseconds'] as const).filter(name => this[name] !== 0);
    return `datetime.timedelta(${parts.map(name => `${name}=${this[name]}`).join(', ') || '0'})`;
  }

  override truth(): boolean {
    return this.days !== 0 || this.seconds !== 0 || this.microseconds !== 0;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'days') return this.days;
    if (name === 'seconds') return this.seconds;
    if (name === 'microseconds') return this.microseconds;
    if (name === 'total_seconds') return new PythonMethod(name, () => this.totalSeconds());
    return undefined;
  }

  totalSeconds(): Float {
    const total = this.totalMicroseconds();
    const whole = total / 1_000_000n;
    return new Float(
      Number(`${total < 0n ? '-' : ''}${abs(whole)}.${String(abs(total % 1_000_000n)).padStart(6, '0')}`),
    );
  }
}

function two(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
