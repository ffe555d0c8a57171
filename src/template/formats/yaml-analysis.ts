/** Which styles a text can be written in. */
export interface ScalarAnalysis {
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly singleQuoted: boolean;
  readonly block: boolean;
}

const BREAKS = new Set(['\n', '\r', '\x85', '\u2028', '\u2029']);
const FIRST_INDICATORS = new Set('#,[]{}&*!|>\'"%@`');
const FLOW_INDICATORS = new Set(',?[]{}');
const UNPRINTABLE = /[^\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const NOT_ASCII = /[^\0-\x7f]/;

export function isBreak(char: string | undefined): boolean {
  return char !== undefined && BREAKS.has(char);
}

/** Whether libyaml writes the character as it is, in double quotes; beyond the basic plane it never does. */
export function isPrintable(char: string, allowUnicode: boolean): boolean {
  return !UNPRINTABLE.test(char) && (allowUnicode || !NOT_ASCII.test(char));
}

/** What libyaml finds out about a text before it chooses a style. `chars` are its code points. */
export function analyzeScalar(chars: readonly string[], allowUnicode: boolean): ScalarAnalysis {
  if (chars.length === 0)
    return { multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true, block: false };
  const indicators = findIndicators(chars);
  const space = findSpace(chars);
  const special = chars.some(char => !isPrintable(char, allowUnicode)) || space.spaceThenBreak;
  const multiline = chars.some(isBreak);
  const plain = !space.atEdge && !space.breakThenSpace && !special && !multiline;
  return {
    multiline,
    flowPlain: plain && !indicators.flow,
    blockPlain: plain && !indicators.block,
    singleQuoted: !special && !space.breakThenSpace,
    block: !special && chars.at(-1) !== ' ',
  };
}

function findIndicators(chars: readonly string[]): { flow: boolean; block: boolean } {
  const start = chars.slice(0, 3).join('');
  const found = { flow: false, block: start === '---' || start === '...' };
  found.flow = found.block;
  for (const [index, char] of chars.entries()) {
    const [flow, block] = index === 0 ? leading(char, chars[1]) : inner(char, chars[index - 1]!, chars[index + 1]);
    found.flow ||= flow;
    found.block ||= block;
  }
  return found;
}

function leading(char: string, next: string | undefined): readonly [flow: boolean, block: boolean] {
  if (FIRST_INDICATORS.has(char)) return [true, true];
  if (char === '?' || char === ':') return [true, isBlank(next)];
  return char === '-' && isBlank(next) ? [true, true] : [false, false];
}

function inner(char: string, previous: string, next: string | undefined): readonly [flow: boolean, block: boolean] {
  if (FLOW_INDICATORS.has(char)) return [true, false];
  if (char === ':') return [true, isBlank(next)];
  return char === '#' && isBlank(previous) ? [true, true] : [false, false];
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\t' || char === '\0' || isBreak(char);
}

function findSpace(chars: readonly string[]): { atEdge: boolean; breakThenSpace: boolean; spaceThenBreak: boolean } {
  const edges = [chars[0], chars.at(-1)];
  return {
    atEdge: edges.some(char => char === ' ' || isBreak(char)),
    breakThenSpace: chars.some((char, index) => char === ' ' && isBreak(chars[index - 1])),
    spaceThenBreak: chars.some((char, index) => isBreak(char) && chars[index - 1] === ' '),
  };
}
