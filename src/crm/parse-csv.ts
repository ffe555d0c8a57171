import { OmnicrmError } from '../errors.ts';
import type { Input } from './types.ts';

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * The rows of a CSV text (RFC 4180, comma, first line names the fields): all values text, empty cells left out. Throws E_INPUT
 * with the line for a broken quote or a row that is longer than the first.
 */
export function parseCsv(text: string): Input[] {
  const [names, ...lines] = parseLines(text.replace(/^\uFEFF/, ''));
  if (names === undefined) return [];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw broken(1, `the name '${twice}' is there twice`);
  return lines
    .map((cells, at) => ({ cells, line: at + 2 }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
    .map(({ cells, line }) => toRow(names, cells, line));
}

function parseLines(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || cells.length > 0) {
    const match = CELL.exec(text);
    if (match === null) throw broken(lines.length + 1, 'a quote is not closed or stands inside a cell');
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    lines.push(cells);
    cells = [];
  }
  return lines;
}

function toRow(names: readonly string[], cells: readonly string[], line: number): Input {
  if (cells.length > names.length) throw broken(line, `there are ${cells.length} cells for ${names.length} names`);
  const filled = cells.map((cell, at) => [(names[at] ?? '').trim(), cell] as const).filter(([, cell]) => cell !== '');
  return Object.fromEntries(filled);
}

function broken(line: number, reason: string): OmnicrmError {
  return new OmnicrmError('E_INPUT', `CSV line ${line}: ${reason}`);
}
