/** Conversions of an argument spec: one function a type. */
import { homedir } from 'node:os';
import { Float, parseJson, str, toJson, Tuple, typeName, type Value } from '../../template/index.ts';
import type { ArgumentOption } from '../module.ts';
import { splitWords, unquote } from '../load/parse-key-values.ts';
import { asBoolean } from '../run/read-keyword.ts';

/** A value that cannot become what its option wants. */
export class ConversionError extends Error {
  readonly from: string;
  readonly to: string;
  constructor(value: Value, to: string, problem: string) {
    super(problem);
    this.from = typeName(value);
    this.to = to;
  }
}

type ArgumentType = NonNullable<ArgumentOption['type']>;

const conversions: Readonly<Record<ArgumentType, (value: Value) => Value>> = {
  raw: value => value,
  str: value => str(value),
  bytes: value => str(value),
  path: value => expandPath(str(value)),
  bool: toBool,
  int: toInt,
  float: toFloat,
  list: toList,
  dict: toDict,
  json: toJsonText,
  jsonarg: toJsonText,
};

/** The value as the type has it; ConversionError when there is no way. */
export function convertArgument(value: Value, type: ArgumentType): Value {
  return conversions[type](value);
}

function expandPath(path: string): string {
  const home = path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path;
  return home.replace(
    /\$(\w+)|\$\{(\w+)\}/g,
    (whole, plain?: string, braced?: string) => process.env[plain ?? braced ?? ''] ?? whole,
  );
}

function toBool(value: Value): Value {
  const answer = asBoolean(value);
  if (answer !== undefined) return answer;
  throw new ConversionError(value, 'bool', `The value '${str(value)}' is not a valid boolean`);
}

function toInt(value: Value): Value {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  if (value instanceof Float && Number.isInteger(value.value)) return value.value;
  if (typeof value === 'string' && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value))
    return exactInt(value.trim().replace(/\.0*$/, ''));
  throw new ConversionError(value, 'int', `'${str(value)}' cannot be converted to an int`);
}

function exactInt(text: string): Value {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace(/^\+/, ''));
}

function toFloat(value: Value): Value {
  if (value instanceof Float) return value;
  if (typeof value === 'number') return new Float(value);
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return new Float(Number(value));
  throw new ConversionError(value, 'float', `'${str(value)}' cannot be converted to a float`);
}

function toList(value: Value): Value {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return [...value.items];
  if (typeof value === 'string') return value.split(',').map(part => part.trim());
  if (typeof value === 'number' || value instanceof Float) return [str(value)];
  throw new ConversionError(value, 'list', `${typeName(value)} cannot be converted to a list`);
}

function toDict(value: Value): Value {
  if (value instanceof Map) return value;
  if (typeof value === 'string') return textToDict(value);
  throw new ConversionError(value, 'dict', `${typeName(value)} cannot be converted to a dict`);
}

/** A JSON object, or `k=v` pairs between commas or blanks. */
function textToDict(text: string): Value {
  if (text.trimStart().startsWith('{')) {
    const value = parsed(text);
    if (value instanceof Map) return value;
  } else if (text.includes('=')) {
    const pairs = text.includes(',') ? text.split(',') : splitWords(text);
    return new Map<Value, Value>(pairs.map(pair => pairOf(pair.trim(), text)));
  }
  throw new ConversionError(text, 'dict', 'a dict has to be written as a mapping, as JSON or as k=v pairs');
}

function pairOf(pair: string, text: string): [Value, Value] {
  const at = pair.indexOf('=');
  if (at < 1) throw new ConversionError(text, 'dict', `'${pair}' is no k=v pair`);
  return [pair.slice(0, at), unquote(pair.slice(at + 1))];
}

function parsed(text: string): Value {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function toJsonText(value: Value): Value {
  if (typeof value === 'string') return value.trim();
  if (value instanceof Map || Array.isArray(value) || value instanceof Tuple) return toJson(value);
  throw new ConversionError(value, 'json', `${typeName(value)} cannot be converted to a json string`);
}
