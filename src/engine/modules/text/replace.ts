import { searchRegex, substitute, translateRegex } from '../../../template/formats/python-regex.ts';
import { TemplateError } from '../../../template/errors.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { optionalText, textArgument } from '../shared/read-arguments.ts';
import { readEdited, saveEdited, withAttributeMessage, type EditedFile } from './edited-file.ts';

/** Ansible's `replace`: every match of a Python pattern in a file. */
export const replace: Module = {
  name: 'replace',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest', 'destfile', 'name'] },
    regexp: { type: 'str', required: true },
    replace: { type: 'str', default: '' },
    after: { type: 'str' },
    before: { type: 'str' },
    backup: { type: 'bool', default: false },
    encoding: { type: 'str', default: 'utf-8' },
    validate: { type: 'str' },
    ...fileOptions,
  },
  run: (args, context) => reportingProblems(() => runReplace(args, context)),
};

async function runReplace(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const file = readEdited(args, context, shown => `Path ${shown} does not exist !`);
  const section = sectionOf(file.text, args);
  if (typeof section === 'string') return { changed: false, msg: section, rc: 0 };
  const { text: part, count } = replaced(file.text.slice(section.start, section.end), args);
  const text = file.text.slice(0, section.start) + part + file.text.slice(section.end);
  const saved = await saveEdited(file, text, args, context);
  const message = count > 0 && text !== file.text ? `${count} replacements made` : '';
  return {
    changed: text !== file.text || saved.attributes !== undefined,
    msg: withAttributeMessage(message, saved.attributes),
    rc: 0,
    ...(saved.backup === '' ? {} : { backup_file: saved.backup }),
    ...(context.diff && text !== file.text && { diff: textDiff(file, text) }),
  };
}

function replaced(text: string, args: ModuleArguments): { readonly text: string; readonly count: number } {
  try {
    const regex = translateRegex(textArgument(args, 'regexp'), { multiline: true });
    return substitute(regex, textArgument(args, 'replace'), text);
  } catch (error) {
    if (error instanceof TemplateError)
      throw new FileProblem(`Unable to process replace due to error: ${error.message}`);
    throw error;
  }
}

/** One diff of the text, without one of the attributes. */
function textDiff({ shown, text: before }: EditedFile, after: string): Record<string, string> {
  return { before_header: shown, before, after_header: shown, after };
}

/** The part between `after` and `before`; a sentence where they do not fit the file. */
function sectionOf(text: string, args: ModuleArguments): { start: number; end: number } | string {
  const [after, before] = [optionalText(args, 'after'), optionalText(args, 'before')];
  if (after === null && before === null) return { start: 0, end: text.length };
  const pattern = `${after ?? ''}(?P<subsection>.*${before === null ? '' : '?'})${before ?? ''}`;
  const regex = translateRegex(pattern, { dotAll: true });
  const match = searchRegex(regex, text);
  if (match === undefined) return `Pattern for before/after params did not match the given file: ${pattern}`;
  const inner = match.groups[regex.names.get('subsection')! - 1] ?? '';
  const start = subsectionStart(match.start, match.text, inner, before, after);
  return { start, end: start + inner.length };
}

/** Where the part begins: right behind what `after` matched, or right before what `before` matched. */
function subsectionStart(
  at: number,
  whole: string,
  inner: string,
  before: string | null,
  after: string | null,
): number {
  if (after === null) return at;
  if (before === null) return at + whole.length - inner.length;
  const head = searchRegex(translateRegex(after, { dotAll: true }), whole);
  return at + (head?.end ?? whole.indexOf(inner));
}
