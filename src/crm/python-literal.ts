import { OmnicrmError } from '../errors.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
};
const BLANK = /\s*/y;
const STRING = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/y;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g;

/**
 * Reads the text of a Python list of strings (`['SIM Card', "Mobile Number"]`, either quote, a comma may follow the last);
 * empty text is the empty list. Throws E_INPUT with the column for anything else.
 */
export function parsePythonStringList(text: string): string[] {
  if (text.trim() === '') return [];
  const reader = { text, at: 0 };
  expect(reader, '[');
  const values: string[] = [];
  while (!accept(reader, ']')) {
    values.push(readString(reader));
    if (accept(reader, ',')) continue;
    expect(reader, ']');
    break;
  }
  skipBlank(reader);
  if (reader.at < text.length) throw notList(reader);
  return values;
}

/** The text that Python's repr gives for a list of strings: `['SIM Card', "Bob's"]`. */
export function pythonStringList(values: readonly string[]): string {
  return `[${values.map(pythonString).join(', ')}]`;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readString(reader: Reader): string {
  skipBlank(reader);
  STRING.lastIndex = reader.at;
  const match = STRING.exec(reader.text);
  if (match === null) throw notList(reader);
  const value = (match[1] ?? match[2] ?? '').replace(ESCAPE, (escape, code16, code8, simple) =>
    unescape(escape, code16 ?? code8, simple, reader),
  );
  reader.at = STRING.lastIndex;
  return value;
}

/** Python keeps a backslash before a letter that means nothing; the numeric escapes nobody writes here are refused. */
function unescape(escape: string, hex: string | undefined, simple: string | undefined, reader: Reader): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (simple === undefined || /[0-9xuUNabfv]/.test(simple)) throw notList(reader);
  return SIMPLE_ESCAPES[simple] ?? escape;
}

function accept(reader: Reader, token: string): boolean {
  skipBlank(reader);
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  return true;
}

function expect(reader: Reader, token: string): void {
  if (!accept(reader, token)) throw notList(reader);
}

function skipBlank(reader: Reader): void {
  BLANK.lastIndex = reader.at;
  BLANK.exec(reader.text);
  reader.at = BLANK.lastIndex;
}

function pythonString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escapes: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    [quote]: `\\${quote}`,
  };
  return `${quote}${value.replaceAll(/[\\\n\r\t'"]/g, char => escapes[char] ?? char)}${quote}`;
}

function notList(reader: Reader): OmnicrmError {
  return new OmnicrmError('E_INPUT', `not a list of strings at column ${reader.at + 1}: ${reader.text}`, {
    hint: `write it as ['SIM Card', 'Mobile Number']`,
  });
}
