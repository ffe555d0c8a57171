/** Filters that prepare text for shells and for files of comments. */
import { filterOf } from '../arguments/define.ts';
import { requireText, textOf } from '../arguments/require.ts';
import { str } from '../values/text.ts';
import { nativeText } from './bytes.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { trimEnd } from '../values/blanks.ts';
import { index } from '../values/integers.ts';
import { typeName } from '../values/type-name.ts';
import type { Dict, Value } from '../values/types.ts';

export const shellFilters: Readonly<Record<string, TemplateFilter>> = {
  quote: filterOf(['a'], value => quote(value === null ? '' : nativeText(value))),
  comment: filterOf(['text', ['style', 'plain'], '**options'], (value, style, options) =>
    comment(textOf(value) ?? fail('attribute', `a ${typeName(value)} cannot be a comment`), style, options),
  ),
};

/** One word for a POSIX shell. */
export function quote(text: string): string {
  if (text !== '' && /^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

interface CommentStyle {
  readonly beginning?: string;
  readonly decoration: string;
  readonly end?: string;
}

const commentStyles: ReadonlyMap<Value, CommentStyle> = new Map<Value, CommentStyle>([
  ['plain', { decoration: '# ' }],
  ['erlang', { decoration: '% ' }],
  ['c', { decoration: '// ' }],
  ['cblock', { beginning: '/*', decoration: ' * ', end: ' */' }],
  ['xml', { beginning: '<!--', decoration: ' - ', end: '-->' }],
]);

/** Ansible's: each line decorated, between bare lines of the decoration, between the marks of the style. */
function comment(text: string, styleName: Value, options: Dict): string {
  const style =
    commentStyles.get(styleName) ??
    fail('value', `the style is one of ${Array.from(commentStyles.keys(), str).join(', ')}`);
  const option = (name: string, fallback: string): string => requireText(options.get(name) ?? fallback);
  const newline = option('newline', '\n');
  const decoration = option('decoration', style.decoration);
  const beginning = option('beginning', style.beginning ?? '');
  const prefix = option('prefix', trimEnd(decoration));
  const postfix = option('postfix', trimEnd(decoration));
  const end = option('end', style.end ?? '');
  return [
    beginning === '' ? '' : beginning + newline,
    prefixLines(prefix, newline).repeat(Math.max(0, index(options.get('prefix_count') ?? 1))),
    decorate(text, decoration, newline),
    (newline + postfix).repeat(Math.max(0, index(options.get('postfix_count') ?? 1))),
    end === '' ? '' : newline + end,
  ].join('');
}

function prefixLines(prefix: string, newline: string): string {
  if (prefix === '') return '';
  return prefix === newline ? newline : prefix + newline;
}

function decorate(text: string, decoration: string, newline: string): string {
  const decorated = decoration + text.replaceAll(newline, newline + decoration);
  return decorated.replaceAll(decoration + newline, trimEnd(decoration) + newline);
}
