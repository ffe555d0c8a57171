/** Loaded with the YAML parser when an error asks where a key stands. */
import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Where } from '../errors.ts';
import type { Value } from '../template/index.ts';

/** Where a key stands in a YAML file; the last of a key that is there twice, as it is the one in force. */
export async function placeOfKey(file: string, keys: readonly Value[]): Promise<Where> {
  const text = await readFile(file, 'utf8');
  const lineCounter = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter, uniqueKeys: false }).contents;
  let offset = 0;
  for (const key of keys) {
    if (!isMap(node)) break;
    const pair = node.items.findLast(item => isScalar(item.key) && item.key.value === key);
    if (pair === undefined || !isScalar(pair.key)) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  const { line, col } = lineCounter.linePos(offset);
  return { file, line, column: col, excerpt: text.split('\n')[line - 1] ?? '' };
}
