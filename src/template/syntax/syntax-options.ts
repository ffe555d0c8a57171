import { fail } from '../fail.ts';
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

/** The defaults with some of them replaced; an unknown name or a value of the wrong type is a TypeError. */
export function syntaxWith(overrides: ReadonlyMap<string, Value>): SyntaxOptions {
  const options: Record<string, unknown> = { ...defaultSyntax };
  for (const [name, value] of overrides) options[name] = checked(name, value);
  return options as unknown as SyntaxOptions;
}

function checked(name: string, value: Value): unknown {
  if (!Object.hasOwn(defaultSyntax, name)) return fail('type', `there is no template option '${name}'`);
  const standard = defaultSyntax[name as keyof SyntaxOptions];
  if (typeof standard === 'boolean')
    return typeof value === 'boolean' ? value : fail('type', `'${name}' must be a bool`);
  if (value === null && standard === null) return null;
  return typeof value === 'string' ? value : fail('type', `'${name}' must be a string`);
}
