/** Filters that put texts together and take them apart: format, replace, split, attr. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { index } from '../values/integers.ts';
import { isBmp } from '../values/iterate.ts';
import { escapeHtml, Markup } from '../values/markup.ts';
import { findMethod } from '../values/methods/index.ts';
import { split } from '../values/methods/str-split.ts';
import { percentFormat } from '../values/percent-format.ts';
import { str } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { PyObject, Tuple, Undefined, type Dict, type Value } from '../values/types.ts';

export const rewritingFilters: Readonly<Record<string, TemplateFilter>> = {
  format: filterOf(['value', '*args', '**options'], (value, args, options) => format(value, args, options)),
  replace: filterOf(['s', 'old', 'new', ['count', null]], (value, old, replacement, count) =>
    replace(str(value), str(old), str(replacement), count === null ? -1 : index(count)),
  ),
  split: filterOf(['value', ['sep', null], ['maxsplit', -1]], (value, separator, limit) =>
    split(requireText(value), [separator, limit], false),
  ),
  attr: filterOf(['obj', 'name'], (value, name) => attribute(value, requireText(name))),
};

/** `value % args`; text marked safe escapes what it takes in. */
function format(value: Value, args: readonly Value[], options: Dict): Value {
  if (args.length > 0 && options.size > 0) fail('runtime', 'format takes positional or named values, not both');
  if (!(value instanceof Markup)) return percentFormat(str(value), options.size > 0 ? options : new Tuple(args));
  const escaped = new Tuple(args.map(escapeText));
  const named: Dict = new Map(Array.from(options, ([key, item]) => [key, escapeText(item)]));
  return new Markup(percentFormat(value.html, options.size > 0 ? named : escaped));
}

function escapeText(value: Value): Value {
  return typeof value === 'string' ? escapeHtml(value) : value;
}

/** `str.replace`: an empty text stands between all characters. */
function replace(text: string, old: string, replacement: string, count: number): string {
  if (count < 0 && old !== '' && isBmp(old)) return text.replaceAll(old, () => replacement);
  let left = count < 0 ? Infinity : count;
  const expression = new RegExp(old.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gu');
  return text.replace(expression, found => (left-- > 0 ? replacement : found));
}

/** The attribute only, never the item. */
function attribute(value: Value, name: string): Value {
  const found = findMethod(value, name) ?? (value instanceof PyObject ? value.attribute(name) : undefined);
  const message = `a ${typeName(value)} has no attribute '${name}'`;
  return found ?? new Undefined(name, () => new TemplateError('undefined', message, { details: { name } }));
}
