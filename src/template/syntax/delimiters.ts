import type { SyntaxOptions } from './syntax-options.ts';

/** The patterns that find and end tags under given options; compiled once per set of options. */
export interface Delimiters {
  /** The next thing that is no text: raw, comment, block, variable, line statement or line comment. */
  readonly next: RegExp;
  readonly rawEnd: RegExp;
  readonly commentEnd: RegExp;
  readonly blockEnd: RegExp;
  readonly variableEnd: RegExp;
}

const known = new Map<SyntaxOptions, Delimiters>();

export function delimitersOf(options: SyntaxOptions): Delimiters {
  let delimiters = known.get(options);
  if (!delimiters) known.set(options, (delimiters = build(options)));
  return delimiters;
}

function build(options: SyntaxOptions): Delimiters {
  const [start, end] = [escape(options.block_start_string), escape(options.block_end_string)];
  const newline = options.trim_blocks ? '\\n?' : '';
  const [comment, variable] = [escape(options.comment_end_string), escape(options.variable_end_string)];
  return {
    next: new RegExp(openings(options).join('|'), 'gm'),
    rawEnd: new RegExp(`${start}([-+]?)\\s*endraw\\s*(?:\\+${end}|-${end}\\s*|${end}${newline})`, 'g'),
    commentEnd: new RegExp(`\\+${comment}|-${comment}\\s*|${comment}${newline}`, 'g'),
    blockEnd: new RegExp(`\\+${end}|-${end}\\s*|${end}${newline}`, 'y'),
    variableEnd: new RegExp(`-${variable}\\s*|${variable}`, 'y'),
  };
}

/** Longer delimiters come first, so that `{{%` may be one beside `{{`; raw before all. */
function openings(options: SyntaxOptions): string[] {
  const rules: (readonly [number, string])[] = [
    [options.comment_start_string.length, `(?<comment>${escape(options.comment_start_string)})([-+]?)`],
    [options.block_start_string.length, `(?<block>${escape(options.block_start_string)})([-+]?)`],
    [options.variable_start_string.length, `(?<variable>${escape(options.variable_start_string)})([-+]?)`],
    ...linePrefixes(options),
  ];
  const [start, end] = [escape(options.block_start_string), escape(options.block_end_string)];
  const raw = `(?<raw>${start})([-+]?)\\s*raw\\s*(?:-${end}\\s*|${end})`;
  return [raw, ...rules.toSorted((a, b) => b[0] - a[0]).map(([, rule]) => rule)];
}

function linePrefixes({
  line_statement_prefix: statement,
  line_comment_prefix: comment,
}: SyntaxOptions): (readonly [number, string])[] {
  const rules: (readonly [number, string])[] = [];
  if (statement) rules.push([statement.length, `(?<statement>^[ \\t\\v]*${escape(statement)})([-+]?)`]);
  if (comment) rules.push([comment.length, `(?<remark>(?:^|(?<=\\S))[^\\S\\r\\n]*${escape(comment)})([-+]?)`]);
  return rules;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
