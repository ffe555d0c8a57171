/** Filters that write and read JSON. */
import { filterOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { parseJson, toJson } from '../formats/json.ts';
import { Bytes } from '../values/bytes.ts';
import { Markup } from '../values/markup.ts';
import { repr } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import type { Dict, Value } from '../values/types.ts';
import { jsonOptions } from './json-options.ts';
import { jsonReady } from './json-ready.ts';

const ignored = [
  ['profile', null],
  ['vault_to_text', null],
  ['preprocess_unsafe', null],
] as const;

export const jsonFilters: Readonly<Record<string, TemplateFilter>> = {
  to_json: filterOf(['a', ...ignored, '**options'], (value, _profile, _vault, _unsafe, options) =>
    toJson(jsonReady(value), jsonOptions(options)),
  ),
  to_nice_json: filterOf(['a', ['indent', 4], ['sort_keys', true], '**options'], (value, indent, sortKeys, options) =>
    toJson(jsonReady(value), jsonOptions(niceOptions(options, indent, sortKeys))),
  ),
  tojson: filterOf(['value', ['indent', null]], (value, indent) => tojson(value, indent)),
  from_json: filterOf(['a', ['profile', null], ['strict', true]], (value, profile) => fromJson(value, profile)),
};

/** The profile `tagless` is the one that templates have; `strict` changes nothing here. */
function fromJson(value: Value, profile: Value): Value {
  if (truth(profile) && profile !== 'tagless') fail('value', `there is no profile ${repr(profile)}`);
  return parseJson(jsonText(value));
}

/** to_nice_json has its own separators, whatever is asked for. */
function niceOptions(options: Dict, indent: Value, sortKeys: Value): Dict {
  return new Map([...options, ['indent', indent], ['sort_keys', sortKeys], ['separators', [',', ': ']]]);
}

/** Jinja2's: sorted keys, and nothing that could end a script element or an attribute. */
function tojson(value: Value, indent: Value): Value {
  const options = jsonOptions(
    new Map<Value, Value>([
      ['sort_keys', true],
      ['indent', indent],
    ]),
  );
  const text = toJson(value, { ...options, default: markupText });
  return new Markup(text.replace(/[<>&']/g, char => `\\u00${char.charCodeAt(0).toString(16)}`));
}

function jsonText(value: Value): string {
  if (value instanceof Bytes) return Buffer.from(value.data).toString('utf8');
  return textOf(value) ?? fail('type', `JSON is read from a text, not from a ${typeName(value)}`);
}

function markupText(value: Value): Value {
  return textOf(value) ?? fail('type', `a ${typeName(value)} cannot be written as JSON`);
}
