/**
 * Splits `k=v k2="v 2" rest` as Ansible does: quotes and template braces keep blanks together, one pair of quotes around a
 * value is taken off, words without `=` are the free text. Throws RangeError when quotes or braces do not close.
 */
export function parseKeyValues(text: string, freeText: boolean): { options: Map<string, string>; rest: string } {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (const word of splitWords(text)) {
    const at = keyEnd(word);
    const key = at > 0 ? word.slice(0, at).trim() : '';
    if (at > 0 && (!freeText || freeFormOptions.has(key))) options.set(key, unquote(word.slice(at + 1).trim()));
    else rest.push(word);
  }
  return { options, rest: rest.join(' ') };
}

/** The options which `command: creates=x echo` may carry beside its text. */
const freeFormOptions = new Set([
  'creates',
  'removes',
  'chdir',
  'executable',
  'warn',
  'stdin',
  'stdin_add_newline',
  'strip_empty_ends',
  'cmd',
]);

function keyEnd(word: string): number {
  const at = word.indexOf('=');
  return at > 0 && /^[^\s'"{\\]+$/.test(word.slice(0, at)) ? at : -1;
}

/** Words between blanks; quotes, {{ }}, {% %} and {# #} hold together. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const pair = text.slice(i, i + 2);
    if (quote === '' && (pair === '{{' || pair === '{%' || pair === '{#'))
      [depth, word, i] = [depth + 1, word + pair, i + 1];
    else if (quote === '' && depth > 0 && (pair === '}}' || pair === '%}' || pair === '#}'))
      [depth, word, i] = [depth - 1, word + pair, i + 1];
    else if (depth === 0 && quote === '' && /\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      if (depth === 0) quote = nextQuote(quote, char, text[i - 1]);
      word += char;
    }
  }
  if (quote !== '' || depth > 0) throw new RangeError('unbalanced quotes or template braces');
  if (word !== '') words.push(word);
  return words;
}

function nextQuote(quote: string, char: string, before: string | undefined): string {
  if (before === '\\' || (char !== '"' && char !== "'")) return quote;
  if (quote === '') return char;
  return quote === char ? '' : quote;
}

/** Takes one pair of equal quotes off. */
export function unquote(text: string): string {
  const first = text[0];
  if (text.length < 2 || (first !== '"' && first !== "'") || !text.endsWith(first) || text.at(-2) === '\\') return text;
  return text.slice(1, -1);
}
