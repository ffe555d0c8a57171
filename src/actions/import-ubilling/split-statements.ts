import { OmnicrmError } from '../../errors.ts';

/** One thing of a statement: `value` is what it means, without quotes and escapes. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol';
  readonly value: string;
}

/** Where one thing ends: a string with MySQL's escapes, a name in backticks, a comment, a number, a word, a sign. */
const THING =
  /'(?:[^'\\]|\\[\s\S]|'')*'(?!')|"(?:[^"\\]|\\[\s\S]|"")*"(?!")|`(?:[^`]|``)*`(?!`)|\/\*[\s\S]*?\*\/|(?:#|--(?=\s))[^\n]*\n?|\s+|0x[0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|<>|[<>!]=|[\s\S]/y;
/** A thing that may go on in text that has not come yet. */
const UNENDED = /^(?:['"`]|\/\*)/;

/** Letters that decide whether a number goes on: `e-5`. */
const LONGEST_JOINT = 3;

/** Tokens of the statements of a dump as its text comes in pieces, each statement when its semicolon has come. */
export async function* splitStatements(pieces: AsyncIterable<string>): AsyncGenerator<readonly SqlToken[]> {
  let text = '';
  let tokens: SqlToken[] = [];
  for await (const piece of pieces) {
    text += piece;
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
  for (let at = 0; at < text.length;) {
    const end = endOfThing(text, at, true);
    if (isUnended(text, at, end)) throw new OmnicrmError('E_INPUT', 'the dump breaks off in a text or a comment');
    if (text[at] === ';') {
      yield tokens;
      tokens = [];
    } else tokens.push(...tokenOf(text.slice(at, end)));
    at = end;
  }
  if (tokens.length > 0) yield tokens;
}

/** The end of the thing that begins at `at`; `at` itself when more text is wanted to tell. */
function endOfThing(text: string, at: number, isLast: boolean): number {
  THING.lastIndex = at;
  if (at >= text.length || !THING.test(text)) return at;
  const end = THING.lastIndex;
  if (isLast) return end;
  // What ends near the end may go on (`1e` and then `-5`).
  if (end > text.length - LONGEST_JOINT && text[at] !== ';') return at;
  return isUnended(text, at, end) ? at : end;
}

/** A quote that matched alone has no end (yet). */
function isUnended(text: string, at: number, end: number): boolean {
  return end - at === 1 && UNENDED.test(text.slice(at, at + 2));
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
