/** Values of keywords that may be templates, converted to the type Ansible wants of them. */
import { Float, Template, typeName, type Raw, type Templar, type Value } from '../../template/index.ts';
import { isLazy } from '../load/tree.ts';

/** A keyword that cannot be rendered or is of the wrong type: its task fails. */
export class KeywordError extends Error {
  readonly keyword: string;
  constructor(keyword: string, problem: string, cause?: unknown) {
    super(`keyword '${keyword}': ${problem}`, { cause });
    this.keyword = keyword;
  }
}

/** The rendered value of a keyword. */
export function keywordValue(name: string, raw: Raw, templar: Templar): Value {
  if (!isLazy(raw)) return raw;
  try {
    return templar.render(raw);
  } catch (error) {
    throw new KeywordError(name, error instanceof Error ? error.message : String(error), error);
  }
}

const truths = new Map<unknown, boolean>([
  ...['y', 'yes', 'on', '1', 'true', 't'].map(word => [word, true] as const),
  ...['n', 'no', 'off', '0', 'false', 'f'].map(word => [word, false] as const),
  [1, true],
  [0, false],
]);

/** A yes or no in any of Ansible's spellings; undefined for anything else. */
export function asBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value instanceof Float) return truths.get(value.value);
  return truths.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

export function booleanKeyword(name: string, raw: Raw | undefined, templar: Templar): boolean | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'boolean') return raw;
  const value = keywordValue(name, raw, templar);
  const answer = value === null ? undefined : asBoolean(value);
  if (answer === undefined) throw new KeywordError(name, `${shown(value)} could not be converted to bool`);
  return answer;
}

/** A number as JavaScript has it; `whole` refuses fractions. */
export function numberKeyword(name: string, raw: Raw | undefined, templar: Templar, whole = false): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  const value = keywordValue(name, raw, templar);
  if (value === null) return undefined;
  const number = value instanceof Float ? value.value : typeof value === 'boolean' ? Number(value) : toNumber(value);
  if (number === undefined || Number.isNaN(number) || (whole && !Number.isInteger(number))) {
    throw new KeywordError(name, `${shown(value)} could not be converted to ${whole ? 'int' : 'float'}`);
  }
  return number;
}

function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}

function shown(value: Value): string {
  return typeof value === 'string' ? `the value '${value}'` : `a value of type ${typeName(value)}`;
}

/** The names in a keyword that takes text or a list of texts (`notify`, `listen`). */
export function nameList(name: string, raw: Raw | undefined, templar: Templar): string[] {
  if (raw === undefined || raw === null) return [];
  const value = raw instanceof Template || typeof raw === 'object' ? keywordValue(name, raw, templar) : raw;
  const list = Array.isArray(value) ? value : [value];
  return list
    .flat()
    .filter(item => item !== null)
    .map(String);
}
