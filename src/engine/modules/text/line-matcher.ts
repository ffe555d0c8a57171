import { searchRegex, translateRegex, type RegexMatch } from '../../../template/formats/python-regex.ts';
import type { ModuleArguments } from '../../module.ts';
import { optionalText } from '../shared/read-arguments.ts';

/** What finds the lines that the task means: by `regexp` (a match) or by `search_string`; null where it gives neither. */
export function lineMatcher(args: ModuleArguments): ((line: string) => RegexMatch | undefined) | null {
  const pattern = optionalText(args, 'regexp');
  if (pattern !== null) {
    const regex = translateRegex(pattern);
    return line => searchRegex(regex, line);
  }
  const part = optionalText(args, 'search_string');
  if (part === null) return null;
  return line => (line.includes(part) ? { text: part, start: 0, end: 0, groups: [] } : undefined);
}
