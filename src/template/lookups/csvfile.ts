import { requireText } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { asInt } from '../values/integers.ts';
import { parseInt } from '../values/number-text.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';
import { readFound, textOption } from './define.ts';
import { parseCsv } from './parse-csv.ts';
import { parseKeyValues } from './key-values.ts';

export const csvLookups: Readonly<Record<string, TemplateLookup>> = {
  /** The field in column `col` of the first row whose column `keycol` is the term (Ansible); columns count from 0. */
  csvfile: { run: (terms, options, context) => terms.flatMap(term => field(requireText(term), options, context)) },
};

const known: ReadonlySet<string> = new Set(['file', 'delimiter', 'encoding', 'default', 'col', 'keycol']);

function field(term: string, given: Keywords, context: CallContext): Value[] {
  const { free, pairs } = parseKeyValues(term);
  if (free === '') fail('value', 'the key to look for is missing');
  const options = new Map<string, Value>([...given, ...pairs]);
  const unknown = [...pairs.keys()].find(name => !known.has(name));
  if (unknown !== undefined) fail('value', `the lookup 'csvfile' has no option '${unknown}'`);
  const delimiter = textOption(options, 'delimiter', 'TAB');
  const rows = parseCsv(
    readFound(textOption(options, 'file', 'ansible.csv'), 'files', context),
    delimiter === 'TAB' ? '\t' : delimiter,
  );
  const [column, keyColumn] = [integer(options, 'col', 1), integer(options, 'keycol', 0)];
  const row = rows.find(candidate => candidate[keyColumn] === free);
  if (row === undefined) return [options.get('default') ?? null].filter(value => value !== null);
  return [row[column] ?? fail('index', `the row of '${free}' has no column ${column}`)];
}

function integer(options: Keywords, name: string, fallback: number): number {
  const value = options.get(name) ?? fallback;
  return Number(asInt(value) ?? parseInt(str(value)));
}
