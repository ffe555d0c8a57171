/** Filters of arithmetic: abs, round, log, pow, root. */
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { negate } from '../values/arithmetic.ts';
import { floatPower } from '../values/float-power.ts';
import { asInt } from '../values/integers.ts';
import { typeName } from '../values/type-name.ts';
import { Float, PyObject, type Value } from '../values/types.ts';
import { toFloat } from './conversion.ts';
import { round } from './round.ts';

export const numberFilters: Readonly<Record<string, TemplateFilter>> = {
  abs: filterOf(['number'], value => abs(value)),
  round: filterOf(['value', ['precision', 0], ['method', 'common']], round),
  log: filterOf(['x', ['base', new Float(Math.E)]], (value, base) => new Float(logarithm(real(value), real(base)))),
  pow: filterOf(['x', 'y'], (x, y) => new Float(powerOf(real(x), real(y)))),
  root: filterOf(['x', ['base', 2]], (value, base) => new Float(root(real(value), toFloat(base)))),
};

function abs(value: Value): Value {
  if (value instanceof Float) return new Float(Math.abs(value.value));
  if (value instanceof PyObject && value.typeName === 'timedelta') return absDelta(value);
  const n = asInt(value) ?? fail('type', `a ${typeName(value)} has no absolute value`);
  return n < 0 ? negate(n) : n;
}

function absDelta(value: PyObject): Value {
  const days = value.attribute('days');
  return typeof days === 'number' && days < 0 ? negate(value) : value;
}

/** Python's `math.log(x, base)`. */
function logarithm(x: number, base: number): number {
  if (x <= 0 || base <= 0) fail('value', 'the logarithm of a number that is not positive');
  if (base === 10) return Math.log10(x);
  const divisor = Math.log(base);
  return divisor === 0 ? fail('zerodivision', 'the base of a logarithm cannot be 1') : Math.log(x) / divisor;
}

/** Python's `math.pow(x, y)`. */
function powerOf(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (Number.isFinite(x) && Number.isFinite(y)) {
    if ((x < 0 && !Number.isInteger(y)) || (x === 0 && y < 0)) fail('value', 'the power is not defined');
    if (!Number.isFinite(floatPower(x, y))) fail('overflow', 'the power is too large for a float');
  }
  return x === -1 && !Number.isFinite(y) && !Number.isNaN(y) ? 1 : floatPower(x, y);
}

function root(x: number, base: number): number {
  if (base === 0) fail('zerodivision', 'there is no root of degree 0');
  if (base !== 2) return powerOf(x, 1 / base);
  return x < 0 ? fail('value', 'a negative number has no square root') : Math.sqrt(x);
}

/** A number as a float; text is none. */
function real(value: Value): number {
  if (value instanceof Float) return value.value;
  const n = Number(asInt(value) ?? fail('type', `must be a real number, not ${typeName(value)}`));
  return Number.isFinite(n) ? n : fail('overflow', 'the int is too large for a float');
}
