/** Filters of HTML: escape, safe, striptags, xmlattr. */
import { definedDict } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { escapeHtml, Markup } from '../values/markup.ts';
import { split } from '../values/methods/str-split.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/types.ts';
import { unescapeHtml } from './html-entities.ts';

const escapeFilter = filterOf(['s'], value => (value instanceof Markup ? value : new Markup(escapeHtml(str(value)))));

export const htmlFilters: Readonly<Record<string, TemplateFilter>> = {
  escape: escapeFilter,
  e: escapeFilter,
  forceescape: filterOf(['value'], value => new Markup(escapeHtml(str(value)))),
  safe: filterOf(['value'], value => new Markup(str(value))),
  striptags: filterOf(['value'], value => stripTags(str(value))),
  xmlattr: filterOf(['d', ['autospace', true]], (value, autoSpace) => xmlAttributes(value, truth(autoSpace))),
};

function stripTags(text: string): string {
  const bare = text.replace(/<!--.*?-->/gs, '').replace(/<.*?>/gs, '');
  return unescapeHtml(split(bare, [], false).join(' '));
}

function xmlAttributes(value: Value, autoSpace: boolean): string {
  if (!(value instanceof Map)) return fail('attribute', `a ${typeName(value)} has no attributes to write`);
  const attributes = [...definedDict(value)]
    .filter(([, item]) => item !== null)
    .map(([key, item]) => `${escaped(attributeName(key))}="${escaped(item)}"`)
    .join(' ');
  return autoSpace && attributes !== '' ? ` ${attributes}` : attributes;
}

/** A name with white space, `/`, `>` or `=` could smuggle in other attributes. */
function attributeName(key: Value): Value {
  return typeof key === 'string' && /[\s/>=]/.test(key) ? fail('value', `'${key}' is no name of an attribute`) : key;
}

function escaped(value: Value): string {
  return value instanceof Markup ? value.html : escapeHtml(str(value));
}
