import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, optionalText, textArgument } from '../shared/read-arguments.ts';
import { editedDiff, readEdited, saveEdited, withAttributeMessage, type EditedFile } from './edited-file.ts';
import { placeLine } from './place-line.ts';
import { lineMatcher } from './line-matcher.ts';
import { existsSync } from 'node:fs';

/** Ansible's `lineinfile`: one line is in a file, or lines are not. */
export const lineinfile: Module = {
  name: 'lineinfile',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest', 'destfile', 'name'] },
    regexp: { type: 'str', aliases: ['regex'] },
    search_string: { type: 'str' },
    state: { type: 'str', default: 'present', choices: ['absent', 'present'] },
    line: { type: 'str', aliases: ['value'] },
    backrefs: { type: 'bool', default: false },
    insertafter: { type: 'str' },
    insertbefore: { type: 'str' },
    create: { type: 'bool', default: false },
    backup: { type: 'bool', default: false },
    firstmatch: { type: 'bool', default: false },
    validate: { type: 'str' },
    ...fileOptions,
  },
  rules: {
    mutuallyExclusive: [
      ['insertbefore', 'insertafter'],
      ['regexp', 'search_string'],
      ['backrefs', 'search_string'],
    ],
  },
  run: (args, context) =>
    reportingProblems(() => (args['state'] === 'absent' ? removeLines(args, context) : ensureLine(args, context))),
};

async function ensureLine(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  if (args['backrefs'] === true && optionalText(args, 'regexp') === null)
    throw new FileProblem('regexp is required with backrefs=true');
  if (optionalText(args, 'line') === null) throw new FileProblem('line is required with state=present');
  const file = readEdited(args, context, shown => `Destination ${shown} does not exist !`);
  const { lines, message } = placeLine(splitLines(file.text), args);
  return finished(file, lines.join(''), message, args, context);
}

async function removeLines(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const line = optionalText(args, 'line');
  const matches = lineMatcher(args);
  if (matches === null && line === null)
    throw new FileProblem('one of line, search_string, or regexp is required with state=absent');
  if (!existsSync(absolutePath(context, textArgument(args, 'path'))))
    return { changed: false, msg: 'file not present' };
  const file = readEdited(args, context, shown => `Destination ${shown} does not exist !`);
  const lines = splitLines(file.text);
  const wanted = (text: string): boolean => (matches === null ? bare(text) === line : matches(text) !== undefined);
  const kept = lines.filter(text => !wanted(text));
  const found = lines.length - kept.length;
  const message = found > 0 ? `${found} line(s) removed` : '';
  return { ...(await finished(file, kept.join(''), message, args, context)), found };
}

async function finished(
  file: EditedFile,
  text: string,
  message: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<ModuleResult> {
  const saved = await saveEdited(file, text, args, context);
  return {
    changed: text !== file.text || saved.attributes !== undefined,
    msg: withAttributeMessage(message, saved.attributes),
    backup: saved.backup,
    ...editedDiff(file, text, saved, context),
  };
}

/** Lines with their ends. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function bare(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}
