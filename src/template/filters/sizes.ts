/** Filters between numbers of bytes and texts such as `1.5 MB`. */
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { divide } from '../values/arithmetic.ts';
import { compare } from '../values/compare.ts';
import { int } from '../values/integers.ts';
import { percentFormat } from '../values/percent-format.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { requireText } from '../arguments/require.ts';
import { Float, type Value } from '../values/types.ts';
import { toFloat, truncate } from './conversion.ts';
import { roundFloat } from './round.ts';

export const sizeFilters: Readonly<Record<string, TemplateFilter>> = {
  filesizeformat: filterOf(['value', ['binary', false]], (value, binary) => fileSize(toFloat(value), truth(binary))),
  human_readable: filterOf(['size', ['isbits', false], ['unit', null]], (size, isBits, unit) =>
    humanReadable(size, truth(isBits), unit === null ? undefined : requireText(unit)),
  ),
  human_to_bytes: filterOf(['size', ['default_unit', null], ['isbits', false]], (size, unit, isBits) =>
    humanToBytes(str(size), unit === null ? undefined : requireText(unit), truth(isBits)),
  ),
};

/** Jinja2's: powers of 1000, or of 1024 when binary, with one decimal. */
function fileSize(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${truncate(bytes)} Bytes`;
  const prefixes = binary ? ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'] : ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
  const step = prefixes.findIndex((_, i) => bytes < base ** (i + 2));
  const i = step < 0 ? prefixes.length - 1 : step;
  return `${percentFormat('%.1f', new Float((base * bytes) / base ** (i + 2)))} ${prefixes[i]}B`;
}

const units = ['Y', 'Z', 'E', 'P', 'T', 'G', 'M', 'K', 'B'] as const;
type Unit = (typeof units)[number];

const unitNames: Readonly<Record<Unit, string>> = {
  Y: 'yotta',
  Z: 'zeta',
  E: 'exa',
  P: 'peta',
  T: 'tera',
  G: 'giga',
  M: 'mega',
  K: 'kilo',
  B: '',
};

function unitSize(unit: Unit): bigint {
  return 1n << BigInt(10 * (units.length - 1 - units.indexOf(unit)));
}

/** Ansible's: the largest binary unit that fits, or the one asked for, with two decimals. */
function humanReadable(size: Value, isBits: boolean, unit: string | undefined): string {
  const fits = (candidate: Unit): boolean =>
    unit === undefined ? compare(size, int(unitSize(candidate)), '>=') >= 0 : unit.toUpperCase() === candidate;
  const found = units.find(fits) ?? 'B';
  const whole = isBits ? 'bits' : 'Bytes';
  return `${percentFormat('%.2f', divide(size, int(unitSize(found))))} ${found === 'B' ? whole : found + whole[0]}`;
}

/** Ansible's: a number with a unit, or without one in `defaultUnit` or bytes. */
function humanToBytes(text: string, defaultUnit: string | undefined, isBits: boolean): Value {
  const [, digits, written] = /^([0-9]*\.?[0-9]+)(?:\s*([A-Za-z]+))?\s*$/.exec(text) ?? [];
  if (digits === undefined) fail('value', `'${text}' is no number with a unit`);
  const unit = written ?? defaultUnit;
  const amount = Number(digits);
  if (unit === undefined) return int(BigInt(roundFloat(amount, 0)));
  const letter = units.find(candidate => candidate === unit[0]?.toUpperCase());
  if (letter === undefined)
    return fail('value', `'${unit}' in '${text}' is no unit; it begins with one of ${units.join(' ')}`);
  if (unit.length > 1) checkUnit(unit, letter, isBits);
  return int(BigInt(roundFloat(amount * Number(unitSize(letter)), 0)));
}

function checkUnit(unit: string, letter: Unit, isBits: boolean): void {
  const name = unitNames[letter] + (isBits ? 'bit' : 'byte');
  const short = (letter === 'B' ? '' : letter) + (isBits ? 'b' : 'B');
  if (unit.toLowerCase() !== name && unit !== short)
    fail('value', `'${unit}' is no unit; expected ${short} or ${name}`);
}
