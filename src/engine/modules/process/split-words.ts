/** The command line has a quote that is never closed, or ends in a backslash. */
export class UnclosedQuote extends Error {
  override readonly name = 'UnclosedQuote';
}

const WORD = /(?:\\([^])|'([^']*)'|"((?:\\[^]|[^"\\])*)"|([^\s\\'"]))/y;

/** Splits a command line into words as a POSIX shell does, without expanding anything (Python's shlex.split). */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(line[position] ?? '')) position++;
    if (position >= line.length) return words;
    const [word, end] = readWord(line, position);
    words.push(word);
    position = end;
  }
}

function readWord(line: string, start: number): [word: string, end: number] {
  let word = '';
  let position = start;
  while (position < line.length && !/\s/.test(line[position]!)) {
    WORD.lastIndex = position;
    const found = WORD.exec(line);
    if (found === null) throw new UnclosedQuote(line.endsWith('\\') ? 'No escaped character' : 'No closing quotation');
    const [, escaped, single, double, plain] = found;
    word += escaped ?? single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? plain!;
    position = WORD.lastIndex;
  }
  return [word, position];
}

/** The words as one command line, quoted where a shell would need it (Python's shlex.join). */
export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

export function quoteWord(word: string): string {
  if (word === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
