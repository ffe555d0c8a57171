/** A filter's rules as they are stored: Ubilling's form fields, `newfilter` before each. */
import { type Direction, directions } from './directions.ts';
import { meaningOf } from './filters.ts';

export interface Rules {
  readonly direction: Direction;
  /** Value by the filter's name; those without a value are left out. */
  readonly values: ReadonlyMap<string, string>;
}

const notRules = new Set(['direction', 'name']);

/** The rules of a JSON text; one that is not known is a problem: a message to all would be worse than none. */
export function readRules(text: string): Rules | { readonly problem: string } {
  const fields = fieldsOf(text);
  if (fields === undefined) return { problem: 'the filter is no JSON object' };
  const direction = directions.find(known => known === fields.get('direction'));
  if (direction === undefined) return { problem: `the filter has no direction of ${directions.join(', ')}` };
  const given = [...fields].filter(([name, value]) => !notRules.has(name) && !isEmpty(value));
  const unknown = given.find(([name]) => meaningOf(direction, name) === 'unknown')?.[0];
  if (unknown !== undefined) return { problem: `the filter has a rule that is not known for ${direction}: ${unknown}` };
  return { direction, values: new Map(given.filter(([name]) => meaningOf(direction, name) === 'asked')) };
}

function fieldsOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value).map(([name, one]) => [name.replace(/^newfilter/, ''), wordsOf(one)]));
  } catch {
    return undefined;
  }
}

/** Several choices come as a list. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(',');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isEmpty(value: string): boolean {
  return value === '' || value === '0' || value === 'false';
}
