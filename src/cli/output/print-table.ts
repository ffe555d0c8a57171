import type { Io } from '../io.ts';
import { textWidth } from './text-width.ts';

const GAP = 2;
const NARROWEST = 4;

/** Prints rows under their heads. On a terminal the widest columns shrink until all fit; in a pipe nothing is cut. */
export async function printTable(
  io: Io,
  head: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const { default: Table } = await import('cli-table3');
  const cells = rows.map(row => row.map(cellText));
  const natural = head.map((title, index) => widest([title, ...cells.map(row => row[index] ?? '')]));
  const table = new Table({
    head: head.map(title => title.toUpperCase()),
    colWidths: io.stdoutIsTerminal ? fitWidths(natural, io.columns) : natural.map(width => width + GAP),
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
  });
  table.push(...cells);
  const lines = table.toString().split('\n');
  io.out(`${lines.map(line => line.trimEnd()).join('\n')}\n`);
}

/** Column widths, gap included, whose sum is at most `columns` where that is possible. The first, which names the row, is cut last. */
export function fitWidths(natural: readonly number[], columns: number): number[] {
  const [name = 0, ...others] = natural.map(width => width + GAP);
  const shrunk = shrink(others, columns - name);
  return [...shrink([name], columns - sum(shrunk)), ...shrunk];
}

function shrink(widths: readonly number[], columns: number): number[] {
  const shrunk = [...widths];
  for (let most = Math.max(...shrunk); sum(shrunk) > columns && most > NARROWEST + GAP; most = Math.max(...shrunk))
    shrunk[shrunk.indexOf(most)] = most - 1;
  return shrunk;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** Data may hold anything: control characters must not reach the terminal. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** One line of text without control characters. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(textWidth));
}

const noBorders = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle'].flatMap(side =>
    ['', '-mid', '-left', '-right'].map(part => [`${side}${part}`, '']),
  ),
);
