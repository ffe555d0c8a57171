/** Lookups of files: file, unvault, template, fileglob, first_found. */
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { requireText } from '../arguments/require.ts';
import type { CallContext, Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { glob } from '../filters/glob.ts';
import { trimEnd, trimStart } from '../values/blanks.ts';
import { Template, type Value } from '../values/types.ts';
import { findFile, flagOption, readFound, readText, textOption } from './define.ts';

export const fileLookups: Readonly<Record<string, TemplateLookup>> = {
  file: { run: (terms, options, context) => terms.map(term => fileText(requireText(term), options, context)) },
  unvault: { run: (terms, _options, context) => terms.map(term => readFound(requireText(term), 'files', context)) },
  template: { run: (terms, options, context) => terms.map(term => rendered(requireText(term), options, context)) },
  fileglob: { run: (terms, _options, context) => terms.flatMap(term => filesMatching(requireText(term), context)) },
};

function fileText(name: string, options: Keywords, context: CallContext): string {
  const text = readFound(name, 'files', context);
  const started = flagOption(options, 'lstrip', false) ? trimStart(text) : text;
  return flagOption(options, 'rstrip', true) ? trimEnd(started) : started;
}

const delimiters = ['variable_start_string', 'variable_end_string', 'comment_start_string', 'comment_end_string'];

/** A template file, rendered with the variables of the scope and `template_vars` on top. */
function rendered(name: string, options: Keywords, context: CallContext): Value {
  const path = findFile(name, 'templates', context) ?? fail('notfound', `there is no template '${name}'`);
  const vars = options.get('template_vars') ?? new Map();
  if (!(vars instanceof Map)) return fail('type', 'template_vars is a dict');
  const given = delimiters
    .filter(option => options.has(option))
    .map(option => [option, textOption(options, option, '')]);
  const overrides = { ...Object.fromEntries(given), trim_blocks: flagOption(options, 'trim_blocks', true) };
  const template = new Template(readText(path, context), { file: path, line: 1, column: 1 });
  return context.render(template, vars, { escapeBackslashes: false, overrides });
}

/** Files that match a pattern, in the first folder that has any; a pattern with a folder is looked for as it stands. */
function filesMatching(pattern: string, context: CallContext): string[] {
  const patterns = posix.isAbsolute(pattern)
    ? [pattern]
    : context.searchPath('files').map(folder => posix.join(folder, pattern));
  return patterns.map(path => glob(path).filter(isFile)).find(found => found.length > 0) ?? [];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
