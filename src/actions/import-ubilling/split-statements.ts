import { OmnicrmError } from '../../errors.ts';

/** One thing of a statement: `value` is what it means, without quotes and escapes. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol';
  readonly value: string;
}

/** A comment to the end of its line, blanks, a number, a word, a sign. */
const THING =
  /(?:#|--(?=\s))[^\n]*\n?|\s+|0x[0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|<>|[<>!]=|[\s\S]/y;

const BACKSLASH = 0x5c;

/** Letters that decide whether a number goes on: `e-5`. */
const LONGEST_JOINT = 3;

/** Tokens of the statements of a dump as its text comes in pieces, each statement when its semicolon has come. */
export async function* splitStatements(pieces: AsyncIterable<string>): AsyncGenerator<readonly SqlToken[]> {
  let text = '';
  let more = '';
  let tokens: SqlToken[] = [];
  for await (const piece of pieces) {
    more += piece;
    // A string of megabytes is looked at again when there is as much again.
    if (more.length < text.length) continue;
    text += more;
    more = '';
    let at = 0;
    for (let end = endOfThing(text, at, false); end > at; end = endOfThing(text, at, false)) {
      const thing = text.slice(at, end);
      at = end;
      if (thing === ';') {
        yield tokens;
        tokens = [];
      } else tokens.push(...tokenOf(thing));
    }
    text = text.slice(at);
  }
  text += more;
  for (let at = 0; at < text.length;) {
    const end = endOfThing(text, at, true);
    if (text[at] === ';') {
      yield tokens;
      tokens = [];
    } else tokens.push(...tokenOf(text.slice(at, end)));
    at = end;
  }
  if (tokens.length > 0) yield tokens;
}

/** The end of the thing that begins at `at`; `at` itself when more text is wanted to tell. Throws E_INPUT for one that has none. */
function endOfThing(text: string, at: number, isLast: boolean): number {
  if (at >= text.length) return at;
  const end = endOfEnclosed(text, at) ?? endOfOpen(text, at);
  if (end === -1 && isLast) throw new OmnicrmError('E_INPUT', 'the dump breaks off in a text or a comment');
  // What ends near the end may go on (`1e` and then `-5`).
  const mayGoOn = !isLast && end > text.length - LONGEST_JOINT && text[at] !== ';';
  return end === -1 || mayGoOn ? at : end;
}

/** The end of a string, a name in backticks or a comment, -1 when it has not come; undefined for other things. */
function endOfEnclosed(text: string, at: number): number | undefined {
  const first = text[at] ?? '';
  if (first === "'" || first === '"' || first === '`') return endOfQuoted(text, at, first);
  if (!text.startsWith('/*', at)) return undefined;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? -1 : end + 2;
}

/** Behind the quote that is neither doubled nor escaped. No regular expression: a text may have megabytes. */
function endOfQuoted(text: string, at: number, quote: string): number {
  const code = quote.charCodeAt(0);
  for (let place = at + 1; place < text.length; place++) {
    const letter = text.charCodeAt(place);
    if (letter === BACKSLASH && quote !== '`') place++;
    else if (letter === code && text.charCodeAt(place + 1) === code) place++;
    else if (letter === code) return place + 1;
  }
  return -1;
}

function endOfOpen(text: string, at: number): number {
  THING.lastIndex = at;
  THING.test(text);
  return THING.lastIndex;
}

function tokenOf(thing: string): SqlToken[] {
  const first = thing[0] ?? '';
  if (/^\s|^#|^--\s|^\/\*/.test(thing)) return [];
  if (first === '`') return [{ kind: 'name', value: thing.slice(1, -1).replaceAll('``', '`') }];
  if ((first === "'" || first === '"') && thing.length > 1) return [{ kind: 'string', value: unescape(thing) }];
  if (/^0x/i.test(thing)) return [{ kind: 'string', value: Buffer.from(thing.slice(2), 'hex').toString('utf8') }];
  if (/^\.?\d/.test(thing)) return [{ kind: 'number', value: thing }];
  return [{ kind: /^[\w$\u0080-\uffff]/.test(thing) ? 'word' : 'symbol', value: thing }];
}

const escapes: Readonly<Record<string, string>> = { 0: '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\u001a' };

function unescape(quoted: string): string {
  const quote = quoted[0] ?? '';
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\') && !inner.includes(quote)) return inner;
  return inner.replace(/\\([\s\S])|''|""/g, (all, sign: string | undefined) => {
    if (sign === undefined) return all === quote + quote ? quote : all;
    return escapes[sign] ?? sign;
  });
}
