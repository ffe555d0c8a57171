import { Tuple, type Value } from '../values/types.ts';
import type { RegexFlags } from './regex-flags.ts';
import { replacementOf, type Replacement } from './regex-replacement.ts';
import { translatePattern, type Translation } from './regex-translate.ts';

export type { RegexFlags } from './regex-flags.ts';

/** One match. Groups that took no part are undefined. */
export interface RegexMatch {
  readonly text: string;
  /** In UTF-16 units of the searched text. */
  readonly start: number;
  readonly end: number;
  /** Group 1 is `groups[0]`. */
  readonly groups: readonly (string | undefined)[];
}

/** A pattern of Python's `re`, ready to use. */
export interface PythonRegex {
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
  /** Global; group n of Python is named `gn`. */
  readonly regex: RegExp;
  readonly sticky: RegExp;
  /** Sticky, from the start to the end of the text. */
  readonly full: RegExp;
  /** Sticky, and matching at least one character. */
  readonly advancing: RegExp;
}

const KEPT = 256;
const translated = new Map<string, PythonRegex>();

/**
 * Compiles a pattern of Python's `re` (3.11) to JavaScript. Throws TemplateError 'value' where Python refuses the pattern.
 *
 * What differs: a group that took no part matches empty text when referred to; a group in a repetition forgets what an earlier
 * round matched; conditional groups are refused.
 */
export function translateRegex(pattern: string, flags: RegexFlags = {}): PythonRegex {
  const key = JSON.stringify([pattern, flags]);
  const known = translated.get(key);
  if (known !== undefined) return known;
  const regex = buildRegex(translatePattern(pattern, flags));
  if (translated.size >= KEPT) translated.clear();
  translated.set(key, regex);
  return regex;
}

function buildRegex({ source, ignoreCase, groupCount, names }: Translation): PythonRegex {
  const flags = ignoreCase ? 'vi' : 'v';
  return {
    groupCount,
    names,
    regex: new RegExp(source, flags + 'g'),
    sticky: new RegExp(source, flags + 'y'),
    full: new RegExp(`(?:${source})$`, flags + 'y'),
    // As much text lies behind the match as before only where nothing was matched.
    advancing: new RegExp(`(?=(?<rest>[\\s\\S]*))(?:${source})(?!\\k<rest>$)`, flags + 'y'),
  };
}

/** `re.search`: the first match anywhere. */
export function searchRegex(regex: PythonRegex, text: string): RegexMatch | undefined {
  return matchFrom(regex, regex.regex, text, 0);
}

/** `re.match`: a match at the start. */
export function matchRegex(regex: PythonRegex, text: string): RegexMatch | undefined {
  return matchFrom(regex, regex.sticky, text, 0);
}

/** `re.fullmatch`: a match of the whole text. */
export function fullMatchRegex(regex: PythonRegex, text: string): RegexMatch | undefined {
  return matchFrom(regex, regex.full, text, 0);
}

/** `re.finditer`: all matches; an empty one may touch the one before it, and a longer one may begin where an empty one was. */
export function* findRegex(regex: PythonRegex, text: string): Generator<RegexMatch> {
  let match = searchRegex(regex, text);
  while (match !== undefined) {
    yield match;
    match =
      match.end > match.start ? matchFrom(regex, regex.regex, text, match.end) : afterEmpty(regex, text, match.end);
  }
}

function afterEmpty(regex: PythonRegex, text: string, at: number): RegexMatch | undefined {
  const longer = matchFrom(regex, regex.advancing, text, at);
  if (longer !== undefined || at >= text.length) return longer;
  return matchFrom(regex, regex.regex, text, at + (text.codePointAt(at)! > 0xffff ? 2 : 1));
}

function matchFrom(regex: PythonRegex, compiled: RegExp, text: string, from: number): RegexMatch | undefined {
  compiled.lastIndex = from;
  const match = compiled.exec(text);
  if (match === null) return undefined;
  // V8 finds some matches without width between the halves of a code point.
  if (isWithinPair(text, match.index)) return matchFrom(regex, compiled, text, match.index + 1);
  const groups = Array.from({ length: regex.groupCount }, (_, index) => match.groups?.[`g${index + 1}`]);
  return { text: match[0], start: match.index, end: match.index + match[0].length, groups };
}

function isWithinPair(text: string, index: number): boolean {
  return index > 0 && text.codePointAt(index - 1)! > 0xffff;
}

/** `re.findall`: whole matches; with one group, that group; with more, tuples of groups. */
export function findAllRegex(regex: PythonRegex, text: string): Value[] {
  return Array.from(findRegex(regex, text), match => {
    if (match.groups.length === 0) return match.text;
    if (match.groups.length === 1) return match.groups[0] ?? '';
    return new Tuple(match.groups.map(group => group ?? ''));
  });
}

/** `re.split`: what lies between matches, and the groups of each match; at most `most` splits when it is not 0. */
export function splitRegex(regex: PythonRegex, text: string, most = 0): Value[] {
  const parts: Value[] = [];
  let from = 0;
  let count = 0;
  for (const match of findRegex(regex, text)) {
    if (most > 0 && count++ >= most) break;
    parts.push(text.slice(from, match.start), ...match.groups.map(group => group ?? null));
    from = match.end;
  }
  return [...parts, text.slice(from)];
}

/**
 * `re.subn`: replaces the first `count` matches (all when 0) and tells how many were replaced. In the replacement `\1`,
 * `\g<name>` and `\n` mean what they mean in Python, and `$1` nothing. Throws TemplateError 'value' for an unknown escape or group.
 */
export function substitute(
  regex: PythonRegex,
  replacement: string,
  text: string,
  count = 0,
): { readonly text: string; readonly count: number } {
  const parts: Replacement = replacementOf(replacement, regex);
  let [result, from, replaced] = ['', 0, 0];
  for (const match of findRegex(regex, text)) {
    if (count > 0 && replaced >= count) break;
    result += text.slice(from, match.start) + fillIn(parts, match);
    from = match.end;
    replaced++;
  }
  return { text: result + text.slice(from), count: replaced };
}

/** `match.expand`: a replacement filled in by one match. */
export function expandReplacement(replacement: string, regex: PythonRegex, match: RegexMatch): string {
  return fillIn(replacementOf(replacement, regex), match);
}

function fillIn(parts: Replacement, match: RegexMatch): string {
  return parts.map(part => (typeof part === 'string' ? part : groupOf(match, part))).join('');
}

function groupOf(match: RegexMatch, group: number): string {
  return group === 0 ? match.text : (match.groups[group - 1] ?? '');
}

/** `re.escape`. */
export function escapeRegex(text: string): string {
  return text.replace(/[()[\]{}?*+\-|^$\\.&~#\s]/g, char =>
    ESCAPED_SPACES.test(char) || !/\s/.test(char) ? '\\' + char : char,
  );
}

const ESCAPED_SPACES = /[ \t\n\r\v\f]/;
