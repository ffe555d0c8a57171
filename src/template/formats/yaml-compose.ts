import { isCollection, isPair, isScalar, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import { joinBracketLines } from './yaml-mask.ts';
import { YamlProblem } from './yaml-problem.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  BAD_DIRECTIVE: 'a line that begins with % must be a directive such as %YAML 1.1',
  BAD_DQ_ESCAPE: 'unknown escape in a double-quoted text',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a plain text cannot begin with this character',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot begin in the middle of a line that already has a value or key',
  BLOCK_IN_FLOW: 'an indented list or mapping cannot stand within brackets',
  KEY_OVER_1024_CHARS: 'a key may have at most 1024 characters',
  MISSING_CHAR: 'a closing quote, bracket, comma or colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must end on the line where it begins; a ":" may be missing before it',
  TAB_AS_INDENT: 'a tab cannot indent',
  UNEXPECTED_TOKEN: 'this does not belong here',
};

/** The documents of YAML text as trees whose scalars are still text. Throws YamlProblem for text that is no YAML. */
export function composeYaml(text: string): readonly Document.Parsed[] {
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
  const documents: readonly Document.Parsed[] = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const document of documents) refuseFirst(document);
  const last = documents.at(-1);
  if (last !== undefined && !text.endsWith('\n')) trimLastBlock(last.contents, text.length);
  return documents;
}

function refuseFirst({ errors, warnings }: Document.Parsed): void {
  const first = errors[0] ?? warnings.find(({ code }) => code === 'BAD_DIRECTIVE');
  if (first !== undefined) throw new YamlProblem(MESSAGES[first.code] ?? first.message, first.pos[0]);
}

/** A block scalar that ends the text without a line break has none in its value either, to PyYAML. */
function trimLastBlock(node: unknown, end: number): void {
  if (isCollection(node)) trimLastBlock(node.items.at(-1), end);
  else if (isPair(node)) trimLastBlock(node.value, end);
  else if (
    isScalar(node) &&
    node.type?.startsWith('BLOCK') === true &&
    node.range?.[1] === end &&
    typeof node.value === 'string'
  ) {
    node.value = node.value.replace(/\n$/, '');
  }
}
