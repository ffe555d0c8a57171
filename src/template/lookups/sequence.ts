import { requireText } from '../arguments/require.ts';
import type { Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { asInt } from '../values/integers.ts';
import { parseInt } from '../values/number-text.ts';
import { percentFormat } from '../values/percent-format.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';
import { parseKeyValues } from './key-values.ts';

export const sequenceLookups: Readonly<Record<string, TemplateLookup>> = {
  /** Numbers as texts: `start=1 end=5 stride=2 format=host%02d`, `count=3`, or the short form `1-5/2:host%02d` (Ansible). */
  sequence: { run: (terms, options) => (terms.length > 0 ? terms : ['']).flatMap(term => sequence(term, options)) },
};

const fields: ReadonlySet<string> = new Set(['start', 'end', 'stride', 'count', 'format']);
const number = '(0?x?[0-9a-f]+)';
const shortForm = new RegExp(`^(?:${number}-)?${number}(?:/${number})?(?::(.+))?$`, 'i');

function sequence(term: Value, options: Keywords): Value[] {
  const given = new Map<string, Value>([...options, ...termOptions(requireText(term))]);
  const unknown = [...given.keys()].find(name => !fields.has(name));
  if (unknown !== undefined) fail('value', `the lookup 'sequence' has no option '${unknown}'`);
  const [start, stride] = [integer(given, 'start') ?? 1, integer(given, 'stride') ?? 1];
  const end = endOf(start, stride, integer(given, 'count'), integer(given, 'end'));
  if (end === undefined || stride === 0) return [];
  return numbers(start, end, stride).map(n => percentFormat(formatOf(given), n));
}

function termOptions(term: string): Iterable<readonly [string, Value]> {
  const found = shortForm.exec(term);
  if (found === null) return pairsOf(term);
  const named = ['start', 'end', 'stride', 'format'].map((name, i) => [name, found[i + 1]] as const);
  return named.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

function pairsOf(term: string): Iterable<readonly [string, Value]> {
  const { free, pairs } = parseKeyValues(term);
  return free === '' ? pairs : fail('value', `'${free}' is no sequence`);
}

function integer(given: ReadonlyMap<string, Value>, name: string): number | undefined {
  const value = given.get(name);
  if (value === undefined || value === null) return undefined;
  return Number(asInt(value) ?? parseInt(str(value)));
}

/** The last number that may appear; undefined for a count of 0. */
function endOf(start: number, stride: number, count?: number, end?: number): number | undefined {
  if ((count === undefined) === (end === undefined)) fail('value', 'a sequence needs either count or end');
  if (count === 0) return undefined;
  const last = end ?? start + count! * stride - 1;
  if (stride > 0 && last < start) fail('value', 'a sequence that counts down needs a negative stride');
  if (stride < 0 && last > start) fail('value', 'a sequence that counts up needs a positive stride');
  return last;
}

function numbers(start: number, end: number, stride: number): number[] {
  return Array.from({ length: Math.floor((end - start) / stride) + 1 }, (_, i) => start + i * stride);
}

function formatOf(given: ReadonlyMap<string, Value>): string {
  const format = requireText(given.get('format') ?? '%d');
  return format.split('%').length === 2
    ? format
    : fail('value', `the format '${format}' needs one place for the number`);
}
