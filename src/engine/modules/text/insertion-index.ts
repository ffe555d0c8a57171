import { searchRegex, translateRegex } from '../../../template/formats/python-regex.ts';
import type { ModuleArguments } from '../../module.ts';
import { flagArgument, optionalText } from '../shared/read-arguments.ts';

/**
 * Where text goes in as `insertafter` and `insertbefore` ask: behind or before the last line that fits (the first with
 * `firstmatch`), else at the end. Lines may carry their ends.
 */
export function insertionIndex(lines: readonly string[], args: ModuleArguments): number {
  const [after, before] = [optionalText(args, 'insertafter'), optionalText(args, 'insertbefore')];
  if (before === 'BOF') return 0;
  const pattern = before ?? after;
  if (pattern === null || pattern === 'EOF') return lines.length;
  const regex = translateRegex(pattern);
  const fits = (text: string): boolean => searchRegex(regex, text.replace(/[\r\n]+$/, '')) !== undefined;
  const index = flagArgument(args, 'firstmatch') ? lines.findIndex(fits) : lines.findLastIndex(fits);
  if (index === -1) return lines.length;
  return before === null ? index + 1 : index;
}
