import { fail } from '../fail.ts';
import type { Value } from '../values/types.ts';
import { defaultSyntax } from './syntax-options.ts';

const prefix = '#jinja2:';

/** A template's text without its `#jinja2: name: value, …` line, and the options of that line. */
export interface Headed {
  readonly body: string;
  readonly options: ReadonlyMap<string, Value>;
}

/** Takes the header off, if there is one; a malformed header is a ValueError (Ansible). */
export function splitHeader(source: string): Headed {
  if (!source.startsWith(prefix)) return { body: source, options: new Map() };
  const end = source.indexOf('\n');
  if (end < 0) fail('value', `a line has to follow the '${prefix}' header`);
  const pairs = source.slice(prefix.length, end).split(',');
  return { body: source.slice(end + 1), options: new Map(pairs.map(parsePair)) };
}

function parsePair(pair: string): readonly [string, Value] {
  const [name = '', ...rest] = pair.split(':');
  if (pair.trim() === '') fail('value', `an option of the '${prefix}' header is empty`);
  if (rest.length === 0) fail('value', `the option '${pair.trim()}' of the '${prefix}' header has no value`);
  if (!Object.hasOwn(defaultSyntax, name.trim()))
    fail('value', `'${name.trim()}' is no option of a '${prefix}' header`);
  return [name.trim(), parseLiteral(rest.join(':').trim())];
}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** A Python literal: a word or a quoted text. */
function parseLiteral(text: string): Value {
  const word = words.get(text);
  if (word !== undefined) return word;
  const quoted = /^(['"])((?:(?!\1)[^\\]|\\.)*)\1$/.exec(text)?.[2];
  if (quoted === undefined) return fail('value', `'${text}' is no value for a '${prefix}' option`);
  return quoted.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replace(/\\(.)/g, '$1');
}
