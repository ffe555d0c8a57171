import { expandReplacement, searchRegex, translateRegex } from '../../../template/formats/python-regex.ts';
import type { ModuleArguments } from '../../module.ts';
import { flagArgument, textArgument } from '../shared/read-arguments.ts';
import { insertionIndex } from './insertion-index.ts';
import { lineMatcher } from './line-matcher.ts';

export interface Placed {
  readonly lines: readonly string[];
  /** `line added`, `line replaced`, or empty where nothing had to be done. */
  readonly message: string;
}

/** The lines (each with its end) with the task's line in its place. */
export function placeLine(lines: readonly string[], args: ModuleArguments): Placed {
  const line = textArgument(args, 'line');
  const matched = matchedIndex(lines, args);
  if (matched !== -1) return replaceAt(lines, matched, replacement(lines[matched]!, args));
  if (flagArgument(args, 'backrefs') || lines.some(text => ended(text) === ended(line))) return { lines, message: '' };
  return insertAt(lines, insertionIndex(lines, args), line);
}

/** The last line that fits, or the first with `firstmatch`; -1 where none does. */
function matchedIndex(lines: readonly string[], args: ModuleArguments): number {
  const matches = lineMatcher(args);
  if (matches === null) return -1;
  const fits = (text: string): boolean => matches(text.replace(/[\r\n]+$/, '')) !== undefined;
  return flagArgument(args, 'firstmatch') ? lines.findIndex(fits) : lines.findLastIndex(fits);
}

/** With `backrefs` the groups of the match are filled into the line. */
function replacement(present: string, args: ModuleArguments): string {
  const line = textArgument(args, 'line');
  if (!flagArgument(args, 'backrefs')) return line;
  const regex = translateRegex(textArgument(args, 'regexp'));
  const match = searchRegex(regex, present.replace(/[\r\n]+$/, ''));
  return match === undefined ? line : expandReplacement(line, regex, match);
}

function replaceAt(lines: readonly string[], index: number, line: string): Placed {
  if (lines[index] === ended(line)) return { lines, message: '' };
  return { lines: lines.with(index, ended(line)), message: 'line replaced' };
}

function insertAt(lines: readonly string[], index: number, line: string): Placed {
  const before = lines.slice(0, index);
  // The line before may be the file's last and lack its end.
  if (before.length > 0) before[index - 1] = ended(before[index - 1]!);
  return { lines: [...before, ended(line), ...lines.slice(index)], message: 'line added' };
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}
