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

/** Column widths, gap included, whose sum is at most `columns` where that is possible. */
export function fitWidths(natural: readonly number[], columns: number): number[] {
  const widths = natural.map(width => width + GAP);
  while (widths.reduce((sum, width) => sum + width, 0) > columns) {
    const most = Math.max(...widths);
    if (most <= NARROWEST + GAP) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
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
