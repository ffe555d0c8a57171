import { isCollection, isPair, isScalar, parseAllDocuments, type Document, type Scalar } from 'yaml';
import { joinBracketLines } from './yaml-mask.ts';
import { YamlProblem } from './yaml-problem.ts';

const END_MARK_FIRST = /^(?:[ \t]*(?:#.*)?\r?\n)*\.\.\.(?:\s|$)/;

/** Characters that YAML 1.1 does not let into a file. */
const unprintable = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const MESSAGES: Readonly<Record<string, string>> = {
  BAD_DIRECTIVE: 'a line that begins with % must be a directive such as %YAML 1.1',
  BAD_DQ_ESCAPE: 'unknown escape in a double-quoted text',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a plain text cannot begin with this character',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot begin in the middle of a line that already has a value or key',
  BLOCK_IN_FLOW: 'an indented list or mapping cannot stand within brackets',
  KEY_OVER_1024_CHARS: 'a key may have at most 1024 characters',
  MISSING_CHAR: 'a closing bracket, comma or colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must end on the line where it begins; a ":" may be missing before it',
  TAB_AS_INDENT: 'a tab cannot indent',
  UNEXPECTED_TOKEN: 'this does not belong here',
};

/** The documents of YAML text as trees whose scalars are still text. Throws YamlProblem for text that is no YAML. */
export function composeYaml(text: string): readonly Document.Parsed[] {
  const control = text.search(unprintable);
  if (control >= 0) throw new YamlProblem('control characters are not allowed', control);
  try {
    return compose(text);
  } catch (problem) {
    // PyYAML, unlike the library, lets the lines within brackets begin at any column.
    const joined = problem instanceof YamlProblem ? joinBracketLines(text) : text;
    if (joined === text) throw problem;
    return composeAgain(joined, problem);
  }
}

function composeAgain(joined: string, problem: unknown): readonly Document.Parsed[] {
  try {
    return compose(joined);
  } catch {
    throw problem;
  }
}

function compose(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  refuseStray(text, 'empty' in documents);
  for (const document of documents) refuseFirst(document);
  const last = documents.at(-1);
  if (last !== undefined && !text.endsWith('\n')) trimLastBlock(last.contents, text.length);
  return documents;
}

/** A directive without a document, or an end mark before any, is an error. */
function refuseStray(text: string, isEmpty: boolean): void {
  const stray = (isEmpty ? /^%/m : END_MARK_FIRST).exec(text);
  if (stray !== null)
    throw new YamlProblem('no document follows this directive, or stands before this end mark', stray.index);
}

function refuseFirst({ contents, errors, warnings }: Document.Parsed): void {
  const first = errors[0] ?? warnings.find(({ code }) => code === 'BAD_DIRECTIVE');
  if (first === undefined) return;
  // An open quote swallows the rest of the text; it is where it begins that helps.
  if (/^Missing closing ["']/.test(first.message)) {
    throw new YamlProblem('this quote is never closed', lastScalar(contents)?.range?.[0] ?? first.pos[0]);
  }
  throw new YamlProblem(MESSAGES[first.code] ?? first.message, first.pos[0]);
}

/** A block scalar that ends the text without a line break has none in its value either, to PyYAML. */
function trimLastBlock(contents: unknown, end: number): void {
  const last = lastScalar(contents);
  if (last?.type?.startsWith('BLOCK') !== true || last.range?.[1] !== end) return;
  if (typeof last.value === 'string') last.value = last.value.replace(/\n$/, '');
}

function lastScalar(node: unknown): Scalar | undefined {
  if (isCollection(node)) return lastScalar(node.items.at(-1));
  if (isPair(node)) return lastScalar(node.value ?? node.key);
  return isScalar(node) ? node : undefined;
}
