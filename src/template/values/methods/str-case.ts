import { codePoints, firstCodePoint } from '../iterate.ts';
import { method, type Method } from './method.ts';

/** Methods of str that change case. */
export const caseMethods: readonly (readonly [string, Method<string>])[] = [
  ['upper', method('', text => text.toUpperCase())],
  ['lower', method('', text => text.toLowerCase())],
  ['capitalize', method('', capitalize)],
  ['casefold', method('', casefold)],
  ['swapcase', method('', text => codePoints(text).map(swapped).join(''))],
  ['title', method('', title)],
];

/** First character in title case, the others in lower case. */
export function capitalize(text: string): string {
  const first = firstCodePoint(text);
  return titleCase(first) + text.slice(first.length).toLowerCase();
}

/** Lower case for comparing without case: ß is ss. */
export function casefold(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text.toLowerCase() : codePoints(text).map(folded).join('');
}

/** Every run of letters begins in title case; an apostrophe ends a run, as in CPython. */
export function title(text: string): string {
  let within = false;
  return codePoints(text)
    .map(char => {
      const cased = within ? char.toLowerCase() : titleCase(char);
      within = isCased(char);
      return cased;
    })
    .join('');
}

/** Whether a character has case: upper, lower or title. */
export function isCased(char: string): boolean {
  return /[\p{Lowercase}\p{Uppercase}\p{Lt}]/u.test(char);
}

// The four digraphs have a form of their own for titles; ß becomes Ss.
const digraphs: Readonly<Record<string, string>> = { Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ' };
function titleCase(char: string): string {
  const upper = char.toUpperCase();
  if (upper.length === 1) return digraphs[upper] ?? upper;
  const first = firstCodePoint(upper);
  return first + upper.slice(first.length).toLowerCase();
}

function swapped(char: string): string {
  return /\p{Uppercase}/u.test(char) ? char.toLowerCase() : char.toUpperCase();
}

// Dotless ı folds to itself, Cherokee to upper case.
function folded(char: string): string {
  if (char === 'ı') return char;
  return /[\u13a0-\u13fd\uab70-\uabbf]/.test(char) ? char.toUpperCase() : char.toUpperCase().toLowerCase();
}
