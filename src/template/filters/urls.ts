/** Filters of URLs: urlencode, urldecode, urlsplit. */
import { filterOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { requireHashable } from '../values/dict.ts';
import { items, iterate } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { PyObject, type Dict, type Value } from '../values/types.ts';
import { checkPort, splitAuthority, splitUrl } from './split-url.ts';
import { quoteQuery, quoteUrl, unquotePlus } from './url-quote.ts';

export const urlFilters: Readonly<Record<string, TemplateFilter>> = {
  urlencode: filterOf(['value'], value => urlEncode(value)),
  urldecode: filterOf(['string'], value =>
    unquotePlus(textOf(value) ?? fail('attribute', `a ${typeName(value)} cannot be decoded`)),
  ),
  urlsplit: filterOf(['value', ['query', ''], ['alias', 'urlsplit']], (value, query) => urlSplit(value, query)),
};

/** A text with `/` kept; a dict or a list of pairs as a query string. */
function urlEncode(value: Value): string {
  const text = textOf(value);
  if (text !== undefined || !isIterable(value)) return quoteUrl(text ?? str(value));
  const pairs = value instanceof Map ? value : Array.from(iterate(value), pairOf);
  return Array.from(pairs, ([key, item]) => `${quoteQuery(str(key))}=${quoteQuery(str(item))}`).join('&');
}

function isIterable(value: Value): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof PyObject && value.iterate() === undefined)
    ? !('value' in value)
    : false;
}

function pairOf(item: Value): readonly [Value, Value] {
  const [key, value, ...rest] = items(item);
  if (key === undefined || value === undefined || rest.length > 0) fail('value', 'urlencode takes a list of pairs');
  return [key, value];
}

/** The parts of a URL by name, or one of them. */
function urlSplit(value: Value, query: Value): Value {
  const parts = urlParts(urlText(value));
  if (!truth(query)) return parts;
  const part = parts.get(query);
  return part === undefined ? fail('value', `a URL has no part ${str(query)}`) : part;
}

function urlText(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  requireHashable(value);
  // Python splits what is false into parts with methods, which no variable may hold.
  return fail(truth(value) ? 'attribute' : 'unsupported', `a ${typeName(value)} is no URL`);
}

function urlParts(text: string): Dict {
  const url = splitUrl(text);
  const { username, password, hostname, port } = splitAuthority(url.netloc);
  return new Map<Value, Value>([
    ['fragment', url.fragment],
    ['hostname', hostname],
    ['netloc', url.netloc],
    ['password', password],
    ['path', url.path],
    ['port', checkPort(port)],
    ['query', url.query],
    ['scheme', url.scheme],
    ['username', username],
  ]);
}
