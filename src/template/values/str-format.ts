import { fail } from '../fail.ts';
import { dictGet } from './dict.ts';
import { formatValue } from './format-spec.ts';
import { asInt } from './integers.ts';
import { orElse } from './or-else.ts';
import { quoteAscii } from './quote.ts';
import { itemOfText } from './slice.ts';
import { repr, str } from './text.ts';
import { typeName } from './type-name.ts';
import { PyObject, Tuple, Undefined, type Value } from './types.ts';

type FindAttribute = (value: Value, name: string) => Value | undefined;

/** Python's `template.format(*args, **keywords)`; `attribute` finds what `{0.name}` means, texts of private names are refused. */
export function formatText(
  template: string,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  attribute: FindAttribute,
): string {
  return new Formatter(args, keywords, attribute).format(template, 2);
}

class Formatter {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly attribute: FindAttribute;
  #next = 0;
  #numbering: 'automatic' | 'manual' | undefined;

  constructor(args: readonly Value[], keywords: ReadonlyMap<string, Value>, attribute: FindAttribute) {
    this.args = args;
    this.keywords = keywords;
    this.attribute = attribute;
  }

  /** Specs may hold fields themselves, `depth` levels deep. */
  format(template: string, depth: number): string {
    if (depth === 0) fail('value', 'Max string recursion exceeded');
    let out = '';
    for (let i = 0; i < template.length; i++) {
      const char = template[i]!;
      if ((char === '{' || char === '}') && template[i + 1] === char) out += template[i++]!;
      else if (char === '}') fail('value', "Single '}' encountered in format string");
      else if (char !== '{') out += char;
      else {
        const end = closing(template, i);
        out += this.#field(template.slice(i + 1, end), depth);
        i = end;
      }
    }
    return out;
  }

  #field(text: string, depth: number): string {
    const [, path = '', conversion, spec = ''] =
      /^((?:[^:![]|\[[^\]]*\])*)(?:!([^:]*))?(?::([\s\S]*))?$/.exec(text) ?? [];
    const value = converted(this.#resolve(path), conversion);
    if (value instanceof Undefined) value.raise();
    return formatValue(value, spec.includes('{') || spec.includes('}') ? this.format(spec, depth - 1) : spec);
  }

  #resolve(path: string): Value {
    const [first = ''] = /^[^.[]*/.exec(path) ?? [];
    let value = this.#argument(first);
    for (const [step, , key] of path.slice(first.length).matchAll(/\.([^.[]*)|\[([^\]]*)\]/g)) {
      value = key === undefined ? this.#attributeOf(value, step.slice(1)) : itemOf(value, key);
    }
    return value;
  }

  #argument(name: string): Value {
    if (name !== '' && !/^\d+$/.test(name)) return orElse(this.keywords.get(name), () => fail('key', repr(name)));
    this.#count(name === '' ? 'automatic' : 'manual');
    const position = name === '' ? this.#next++ : Number(name);
    return orElse(this.args[position], () =>
      fail('index', `Replacement index ${position} out of range for positional args tuple`),
    );
  }

  #count(numbering: 'automatic' | 'manual'): void {
    const before = this.#numbering ?? numbering;
    if (before !== numbering) fail('value', `cannot switch from ${before} field numbering to ${numbering}`);
    this.#numbering = numbering;
  }

  #attributeOf(value: Value, name: string): Value {
    if (name === '') fail('value', 'Empty attribute in format string');
    const own = value instanceof PyObject && !name.startsWith('_') ? value.attribute(name) : undefined;
    if (own !== undefined) return own;
    return orElse(this.attribute(value, name), () =>
      fail('attribute', `'${typeName(value)}' object has no attribute '${name}'`),
    );
  }
}

/** The index of the brace that closes the field opened at `start`. */
function closing(template: string, start: number): number {
  let depth = 0;
  for (let i = start; i < template.length; i++) {
    if (template[i] === '{') depth++;
    if (template[i] === '}' && --depth === 0) return i;
  }
  return fail(
    'value',
    start === template.length - 1 ? "Single '{' encountered in format string" : "expected '}' before end of string",
  );
}

function converted(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return value;
  if (conversion === 'r') return repr(value);
  if (conversion === 's') return str(value);
  if (conversion === 'a') return typeof value === 'string' ? quoteAscii(value) : repr(value);
  return fail('value', `Unknown conversion specifier ${conversion}`);
}

function itemOf(value: Value, key: string): Value {
  if (value instanceof Map)
    return orElse(dictGet(value, /^\d+$/.test(key) ? Number(key) : key), () => fail('key', repr(key)));
  const i = /^\d+$/.test(key) ? asInt(Number(key)) : undefined;
  if (i === undefined) return fail('type', `${typeName(value)} indices must be integers`);
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (!items && typeof value !== 'string') return fail('type', `'${typeName(value)}' object is not subscriptable`);
  const item = items ? items[Number(i)] : typeof value === 'string' ? itemOfText(value, i) : undefined;
  return item === undefined ? fail('index', 'index out of range') : item;
}
