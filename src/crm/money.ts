import { OmnicrmError } from '../errors.ts';
import { describe } from './fields/problem.ts';

/** Digits after the point that the books keep. */
const DIGITS = 2;
const DECIMAL = /^([+-]?)(\d{1,13})(?:\.(\d*))?$/;

/**
 * An amount as minor units, exactly: `15`, `"15.0"`, `15.5` and `"-0.1"` become 1500, 1500, 1550 and -10. No arithmetic with
 * floats takes place: a number is read by its shortest decimal text. Throws E_INPUT for anything else, for more digits than
 * the books keep, and beyond 13 digits before the point.
 */
export function parseMoney(value: unknown): number {
  const match = DECIMAL.exec(decimalText(value));
  if (match === null) throw notMoney(value, 'write an amount such as 15 or 15.50');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > DIGITS) throw notMoney(value, `amounts have at most ${DIGITS} digits after the point`);
  const minor = Number(`${match[2]}${fraction.padEnd(DIGITS, '0')}`);
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}

/** Minor units as decimal text: 1550 gives `15.50`, -5 gives `-0.05`. */
export function moneyText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(DIGITS + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
}

/** Minor units as the number that JSON shows: 1550 gives 15.5. */
export function moneyNumber(minor: number): number {
  return Number(moneyText(minor));
}

/**
 * Minor units of the books as the minor units of a currency with `digits` of its own (yen 0, dollar 2, dinar 3), as a payment
 * gateway wants them. Throws E_INPUT when the currency cannot express the amount.
 */
export function toCurrencyUnits(minor: number, digits: number): number {
  const factor = 10 ** Math.abs(digits - DIGITS);
  if (digits >= DIGITS) return minor * factor;
  if (minor % factor === 0) return minor / factor;
  throw notMoney(moneyText(minor), `the currency has ${digits} digits after the point`);
}

function decimalText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

function notMoney(value: unknown, hint: string): OmnicrmError {
  return new OmnicrmError('E_INPUT', `not an amount of money: ${describe(value)}`, { hint });
}
