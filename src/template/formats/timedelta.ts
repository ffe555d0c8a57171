import { TemplateError } from '../errors.ts';
import { Float, PyObject, type Value } from '../values/types.ts';
import { int } from '../values/integers.ts';
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

  override equals(other: Value): boolean {
    return other instanceof PyTimeDelta && this.totalMicroseconds() === other.totalMicroseconds();
  }

  override compare(other: Value): number | undefined {
    return other instanceof PyTimeDelta ? Number(this.totalMicroseconds() - other.totalMicroseconds()) : undefined;
  }

  /** Sums and differences of two; products with an int; quotients by another (a float) or by an int. */
  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    const mine = this.totalMicroseconds();
    if (other instanceof PyTimeDelta) return betweenDeltas(operator, mine, other.totalMicroseconds());
    if (typeof other !== 'number' && typeof other !== 'bigint') return undefined;
    if (operator === '*') return PyTimeDelta.fromMicroseconds(mine * BigInt(other));
    if (reflected) return undefined;
    if (operator === '/') return PyTimeDelta.fromMicroseconds(divideEvenly(mine, divisor(BigInt(other))));
    return operator === '//' ? PyTimeDelta.fromMicroseconds(floorDivide(mine, divisor(BigInt(other)))) : undefined;
  }

  totalSeconds(): Float {
    const total = this.totalMicroseconds();
    const whole = total / 1_000_000n;
    return new Float(
      Number(`${total < 0n ? '-' : ''}${abs(whole)}.${String(abs(total % 1_000_000n)).padStart(6, '0')}`),
    );
  }
}

/** How far `+ other` or `- other` moves a date; undefined (JS) for anything but a timedelta, and for `delta - date`. */
export function asShift(operator: string, other: Value, reflected: boolean): PyTimeDelta | undefined {
  if (!(other instanceof PyTimeDelta)) return undefined;
  if (operator === '+') return other;
  if (operator !== '-' || reflected) return undefined;
  return PyTimeDelta.fromMicroseconds(-other.totalMicroseconds());
}

function betweenDeltas(operator: string, a: bigint, b: bigint): Value | undefined {
  if (operator === '+') return PyTimeDelta.fromMicroseconds(a + b);
  if (operator === '-') return PyTimeDelta.fromMicroseconds(a - b);
  if (operator === '/') return new Float(Number(a) / Number(divisor(b)));
  if (operator === '//') return int(floorDivide(a, divisor(b)));
  return operator === '%' ? PyTimeDelta.fromMicroseconds(a - floorDivide(a, divisor(b)) * b) : undefined;
}

function divisor(n: bigint): bigint {
  if (n === 0n) throw new TemplateError('zerodivision', 'time difference divided by zero');
  return n;
}

/** To the nearest whole; halves to the even one. */
function divideEvenly(a: bigint, b: bigint): bigint {
  const down = floorDivide(a, b);
  const twice = abs((a - down * b) * 2n);
  const up = twice > abs(b) || (twice === abs(b) && down % 2n !== 0n);
  return up ? down + 1n : down;
}

function two(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a % b < 0n !== b < 0n ? quotient - 1n : quotient;
}
