import { basename } from 'node:path';
import type { Dict, Value } from '../../../template/values/types.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { readPlainFile } from '../../vault/read-plain-file.ts';
import { fileOptions } from '../shared/file-options.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { textArgument } from '../shared/read-arguments.ts';
import { placeFile } from './place-file.ts';
import { withSourceMode } from './source-mode.ts';

// Options which are Jinja's own and go to the environment as they are.
const JINJA_OPTIONS = [
  'block_start_string',
  'block_end_string',
  'variable_start_string',
  'variable_end_string',
  'comment_start_string',
  'comment_end_string',
  'trim_blocks',
  'lstrip_blocks',
] as const;

/** Ansible's `template`: a Jinja file of the play, rendered and put in place. */
export const template: Module = {
  name: 'template',
  spec: {
    src: { type: 'path', required: true },
    dest: { type: 'path', required: true },
    backup: { type: 'bool', default: false },
    force: { type: 'bool', default: true },
    follow: { type: 'bool', default: false },
    validate: { type: 'str' },
    newline_sequence: { type: 'str', default: '\n', choices: ['\n', '\r', '\r\n'] },
    output_encoding: { type: 'str', default: 'utf-8' },
    block_start_string: { type: 'str', default: '{%' },
    block_end_string: { type: 'str', default: '%}' },
    variable_start_string: { type: 'str', default: '{{' },
    variable_end_string: { type: 'str', default: '}}' },
    comment_start_string: { type: 'str' },
    comment_end_string: { type: 'str' },
    trim_blocks: { type: 'bool', default: true },
    lstrip_blocks: { type: 'bool', default: false },
    ...fileOptions,
  },
  run: (args, context) => reportingProblems(() => runTemplate(args, context)),
};

function runTemplate(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const file = context.findFile(textArgument(args, 'src'), 'templates');
  const text = context.renderTemplateText(readPlainFile(file).toString('utf8'), {
    file,
    vars: templateVariables(file, args, context),
    overrides: overridesOf(args),
  });
  const content = Buffer.from(withNewlines(text, args), encodingOf(args));
  const placement = { content, src: file, name: basename(file) };
  return placeFile(placement, withSourceMode(file, args), context);
}

function templateVariables(file: string, args: ModuleArguments, context: ModuleContext): Dict {
  return new Map<Value, Value>([
    ['ansible_managed', 'Ansible managed'],
    ['template_host', context.host],
    ['template_path', file],
    ['template_fullpath', file],
    ['template_destpath', textArgument(args, 'dest')],
  ]);
}

function overridesOf(args: ModuleArguments): Record<string, Value> {
  const given = JINJA_OPTIONS.filter(name => (args[name] ?? null) !== null);
  return Object.fromEntries(given.map(name => [name, args[name]!]));
}

function withNewlines(text: string, args: ModuleArguments): string {
  const sequence = textArgument(args, 'newline_sequence').replace('\\n', '\n').replace('\\r', '\r');
  return sequence === '\n' ? text : text.replaceAll(/\r\n|\r|\n/g, sequence);
}

function encodingOf(args: ModuleArguments): BufferEncoding {
  const name = textArgument(args, 'output_encoding').toLowerCase();
  if (name === 'iso-8859-1') return 'latin1';
  return Buffer.isEncoding(name) ? name : 'utf8';
}
