import { parseAllDocuments, type Document, type YAMLError } from 'yaml';
import { YamlProblem } from './yaml-problem.ts';

const MESSAGES: Readonly<Record<string, string>> = {
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
  const documents: readonly Document.Parsed[] = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const document of documents) refuseFirst(document.errors);
  return documents;
}

function refuseFirst([first]: readonly YAMLError[]): void {
  if (first !== undefined) throw new YamlProblem(MESSAGES[first.code] ?? first.message, first.pos[0]);
}
