import { readEscape } from './regex-escapes.ts';
import type { RegexReader } from './regex-reader.ts';
import { caseVariants, literal } from './regex-sets.ts';

export interface ClassOptions {
  /** The inside of the class that `\d`, `\s` or `\w` stands for. */
  category(letter: string): string;
  /** Letters match in both cases by being listed in both. */
  readonly bothCases: boolean;
}

/** Most letters of one range that are listed in both cases; wider ranges of scripts without case need it not. */
const WIDEST_LISTED = 2048;

/** A character class whose `[` has been read, as JavaScript source with its brackets. */
export function readClass(reader: RegexReader, options: ClassOptions): string {
  const start = reader.at - 1;
  const negated = reader.take('^');
  let inside = '';
  for (let first = true; first || reader.peek() !== ']'; first = false) {
    if (reader.atEnd) reader.fail('unterminated character set', start);
    inside += readMember(reader, options, start);
  }
  reader.next();
  return `[${negated ? '^' : ''}${inside}]`;
}

function readMember(reader: RegexReader, options: ClassOptions, classStart: number): string {
  const start = reader.at;
  const low = readItem(reader, options);
  if (reader.peek() !== '-') return asSource(low, options);
  if (reader.peek(1) === undefined) reader.fail('unterminated character set', classStart);
  if (reader.peek(1) === ']') return asSource(low, options);
  reader.next();
  const high = readItem(reader, options);
  if (typeof low === 'string' || typeof high === 'string' || high < low) {
    return reader.fail('bad character range', start);
  }
  return `${literal(low)}-${literal(high)}${options.bothCases ? otherCases(low, high) : ''}`;
}

/** A code point, or the source of a category. */
function readItem(reader: RegexReader, options: ClassOptions): number | string {
  const char = reader.next()!;
  if (char !== '\\') return char.codePointAt(0)!;
  const letter = reader.peek();
  if (letter === undefined || !/[dDsSwW]/.test(letter)) return readEscape(reader);
  reader.next();
  return options.category(letter);
}

function asSource(item: number | string, options: ClassOptions): string {
  if (typeof item === 'string') return item;
  return options.bothCases ? caseVariants(item).map(literal).join('') : literal(item);
}

function otherCases(low: number, high: number): string {
  if (high - low > WIDEST_LISTED) return '';
  const codes = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  return codes.flatMap(caseVariants).map(literal).join('');
}
