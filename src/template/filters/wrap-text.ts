export interface WrapOptions {
  readonly breakLongWords: boolean;
  readonly breakOnHyphens: boolean;
}

/**
 * One line broken into lines of at most `width` characters, as Python's textwrap.wrap does with tabs and white space kept.
 * Words longer than `width` are cut when `breakLongWords`, else they stand alone on a line that is too long.
 */
export function wrapText(line: string, width: number, options: WrapOptions): string[] {
  const chunks = chunksOf(line, options.breakOnHyphens).toReversed();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && isBlank(chunks.at(-1))) chunks.pop();
    const current = takeLine(chunks, width, options);
    if (isBlank(current.at(-1))) current.pop();
    if (current.length > 0) lines.push(current.join(''));
  }
  return lines;
}

/** Takes the chunks of one line off the end of `chunks`. */
function takeLine(chunks: string[], width: number, options: WrapOptions): string[] {
  const current: string[] = [];
  let used = 0;
  while (chunks.length > 0 && used + size(chunks.at(-1)!) <= width) {
    used += size(chunks.at(-1)!);
    current.push(chunks.pop()!);
  }
  if (chunks.length > 0 && size(chunks.at(-1)!) > width) breakWord(chunks, current, width - used, options);
  return current;
}

function breakWord(chunks: string[], current: string[], space: number, options: WrapOptions): void {
  if (options.breakLongWords) {
    const word = Array.from(chunks.pop()!);
    const end = breakPoint(word, space, options.breakOnHyphens);
    current.push(word.slice(0, end).join(''));
    if (end < word.length) chunks.push(word.slice(end).join(''));
  } else if (current.length === 0) current.push(chunks.pop()!);
}

/** After the last hyphen that fits, unless only hyphens stand before it; else where the line is full. */
function breakPoint(word: readonly string[], space: number, breakOnHyphens: boolean): number {
  if (!breakOnHyphens || word.length <= space) return space;
  const hyphen = word.slice(0, space).lastIndexOf('-');
  return hyphen > 0 && word.slice(0, hyphen).some(char => char !== '-') ? hyphen + 1 : space;
}

const blanks = /([\t-\r ]+)/;
const punctuated = '[\\p{L}\\p{N}_!"\'&.,?]';
const letter = '[\\p{L}\\p{Nl}\\p{No}_]';
const hyphenEnd = `-(?:(?<=${letter}{2}-)|(?<=${letter}-${punctuated}-))(?=${letter}-?${letter})`;
const hyphenated = new RegExp(
  `([\\t-\\r ]+|(?<=${punctuated})-{2,}(?=[\\p{L}\\p{N}_])|` +
    `[^\\t-\\r ]+?(?:${hyphenEnd}|(?=[\\t-\\r ]|$)|(?<=${punctuated})(?=-{2,}[\\p{L}\\p{N}_])))`,
  'u',
);

/** Words, runs of blanks, dashes between words, and the parts of hyphenated words. */
function chunksOf(line: string, breakOnHyphens: boolean): string[] {
  return line.split(breakOnHyphens ? hyphenated : blanks).filter(chunk => chunk !== '' && chunk !== undefined);
}

function size(text: string): number {
  return Array.from(text).length;
}

function isBlank(chunk: string | undefined): boolean {
  return chunk !== undefined && chunk.trim() === '';
}
