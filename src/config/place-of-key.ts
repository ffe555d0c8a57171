import { readFile } from 'node:fs/promises';
import type { Where } from '../errors.ts';
import type { Value } from '../template/index.ts';

/** Where a key stands in a YAML file. Only errors ask, so the parser with positions is loaded here. */
export async function placeOfKey(file: string, keys: readonly Value[]): Promise<Where> {
  const { parseDocument, LineCounter, isMap, isScalar } = await import('yaml');
  const text = await readFile(file, 'utf8');
  const lineCounter = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter }).contents;
  let offset = 0;
  for (const key of keys) {
    if (!isMap(node)) break;
    const pair = node.items.find(item => isScalar(item.key) && item.key.value === key);
    if (pair === undefined || !isScalar(pair.key)) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  const { line, col } = lineCounter.linePos(offset);
  return { file, line, column: col, excerpt: text.split('\n')[line - 1] ?? '' };
}
