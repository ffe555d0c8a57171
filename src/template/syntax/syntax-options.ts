import { fail } from '../fail.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';

/** The delimiters and the handling of blanks, which the `template` module and a `#jinja2:` header may change. */
export interface SyntaxOptions {
  readonly block_start_string: string;
  readonly block_end_string: string;
  readonly variable_start_string: string;
  readonly variable_end_string: string;
  readonly comment_start_string: string;
  readonly comment_end_string: string;
  readonly line_statement_prefix: string | null;
  readonly line_comment_prefix: string | null;
  readonly trim_blocks: boolean;
  readonly lstrip_blocks: boolean;
  readonly newline_sequence: string;
  readonly keep_trailing_newline: boolean;
}

/** Ansible's defaults: as Jinja2's, but trim_blocks is on. */
export const defaultSyntax: SyntaxOptions = {
  block_start_string: '{%',
  block_end_string: '%}',
  variable_start_string: '{{',
  variable_end_string: '}}',
  comment_start_string: '{#',
  comment_end_string: '#}',
  line_statement_prefix: null,
  line_comment_prefix: null,
  trim_blocks: true,
  lstrip_blocks: false,
  newline_sequence: '\n',
  keep_trailing_newline: false,
};

const standards: ReadonlyMap<string, string | boolean | null> = new Map(Object.entries(defaultSyntax));

/** The defaults with some of them replaced; an unknown name or a value of the wrong type is a TypeError. */
export function syntaxWith(overrides: ReadonlyMap<Value, Value>): SyntaxOptions {
  const options = Object.fromEntries(Array.from(overrides, ([name, value]) => [str(name), checked(str(name), value)]));
  return Object.assign({ ...defaultSyntax }, options);
}

function checked(name: string, value: Value): string | boolean | null {
  const standard = standards.get(name);
  if (standard === undefined) return fail('type', `there is no template option '${name}'`);
  const wanted = typeof standard === 'boolean' ? 'bool' : 'string';
  if (value === null && standard === null) return null;
  if (typeof value === 'string' && wanted === 'string') return value;
  return typeof value === 'boolean' && wanted === 'bool' ? value : fail('type', `'${name}' must be a ${wanted}`);
}
