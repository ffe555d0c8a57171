import { str } from '../../../template/values/text.ts';
import { Tuple, type Value } from '../../../template/values/types.ts';
import { InvalidRequest } from './invalid-request.ts';

/**
 * `a=1&b=x&b=y` from a dict or a list of pairs, encoded as Python's urlencode does. A list as value repeats its name,
 * a dict gives its keys, null leaves the name out.
 */
export function encodeForm(body: Value): string {
  const parts: string[] = [];
  for (const [name, value] of pairsOf(body))
    for (const each of valuesOf(value)) parts.push(`${quotePlus(str(name))}=${quotePlus(str(each))}`);
  return parts.join('&');
}

function pairsOf(body: Value): Iterable<readonly [Value, Value]> {
  if (body instanceof Map) return body;
  if (Array.isArray(body)) return body.map(pairOf);
  throw new InvalidRequest(
    'failed to parse body as form_urlencoded: it has to be text, a dict or a list of pairs',
    false,
  );
}

function pairOf(item: Value): readonly [Value, Value] {
  const pair = item instanceof Tuple ? item.items : item;
  if (Array.isArray(pair) && pair.length === 2) return [pair[0]!, pair[1]!];
  throw new InvalidRequest('failed to parse body as form_urlencoded: each item of the list has to be a pair', false);
}

function valuesOf(value: Value): Iterable<Value> {
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  return value instanceof Map ? value.keys() : [value];
}

/** Python's quote_plus: letters, digits and `_.-~` stay, a space is a plus. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, percent)
    .replaceAll('%20', '+');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
