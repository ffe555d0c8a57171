import { searchRegex, translateRegex } from '../../../template/formats/python-regex.ts';

/** What was found when the wait was over: groups of `search_regex`, by number and by name. */
export interface Reached {
  readonly groups: readonly (string | null)[];
  readonly groupDict: Readonly<Record<string, string | null>>;
}

export const reachedWithoutMatch: Reached = { groups: [], groupDict: {} };

/** The first match of Python's `re.search` over several lines, or null. */
export function searchText(pattern: string, text: string): Reached | null {
  const regex = translateRegex(pattern, { multiline: true });
  const match = searchRegex(regex, text);
  if (match === undefined) return null;
  const named = [...regex.names].map(([name, group]) => [name, match.groups[group - 1] ?? null] as const);
  return { groups: match.groups.map(group => group ?? null), groupDict: Object.fromEntries(named) };
}
