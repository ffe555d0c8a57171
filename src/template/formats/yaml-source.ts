import type { Where } from '../../errors.ts';

/** YAML text that knows its lines. */
export class YamlSource {
  readonly text: string;
  readonly file: string;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  /** The place of a character, with the text of its line. */
  where(offset: number): Where {
    const starts = (this.#lineStarts ??= findLineStarts(this.text));
    const index = lastAtMost(starts, offset);
    const start = starts[index]!;
    const end = starts[index + 1] ?? this.text.length + 1;
    const excerpt = this.text.slice(start, end - 1).replace(/\r$/, '');
    return { file: this.file, line: index + 1, column: offset - start + 1, excerpt };
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
