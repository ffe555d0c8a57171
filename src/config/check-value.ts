/** Turns what a file, the environment or a flag said into the type a key asks for. */
import type { Value } from '../template/index.ts';
import { Float } from '../template/values/types.ts';
import type { ConfigType } from './keys.ts';

/** A converter gives the value in its final type, or undefined when it is none. Texts from the environment are accepted. */
type Converter = (value: Value) => Value | undefined;

const converters: Readonly<Record<ConfigType, Converter>> = {
  text: textOf,
  url: value => (typeof value === 'string' && isHttpUrl(value) ? value.replace(/\/+$/, '') : undefined),
  'host-port': value => (typeof value === 'string' && /^[^\s/:]+(:\d+)?$/.test(value) ? value : undefined),
  texts: value => listOf(value, converter('text')),
  urls: value => listOf(value, converter('url')),
  seconds: value => wholeNumber(value, 1, Number.MAX_SAFE_INTEGER),
  count: value => wholeNumber(value, 1, Number.MAX_SAFE_INTEGER),
  whole: value => wholeNumber(value, 0, Number.MAX_SAFE_INTEGER),
  rate: positiveNumber,
  port: value => wholeNumber(value, 0, 65_535),
  bool: value =>
    typeof value === 'string' ? truthWords.get(value.toLowerCase()) : typeof value === 'boolean' ? value : undefined,
  mapping: value => (value instanceof Map ? value : undefined),
  'mail-security': value => (typeof value === 'string' && mailSecurities.has(value) ? value : undefined),
};

const expectations: Readonly<Record<ConfigType, string>> = {
  text: 'a text',
  url: 'a URL such as http://host:8080',
  'host-port': 'host:port, without http://',
  texts: 'a list of texts',
  urls: 'a list of URLs such as http://host:8080',
  seconds: 'a whole number of seconds, at least 1',
  count: 'a whole number, at least 1',
  whole: 'a whole number, at least 0',
  rate: 'a number above 0',
  port: 'a port number (0 to 65535)',
  bool: 'true or false',
  mapping: 'a mapping',
  'mail-security': 'one of auto, tls, starttls and none',
};

const mailSecurities: ReadonlySet<string> = new Set(['auto', 'tls', 'starttls', 'none']);

const truthWords: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/** The value as its key's type, or undefined when it cannot be one. */
export function convertValue(type: ConfigType, value: Value): Value | undefined {
  return converter(type)(value);
}

/** What a key of this type takes, in words for an error. */
export function expectation(type: ConfigType): string {
  return expectations[type];
}

function converter(type: ConfigType): Converter {
  return converters[type];
}

/** One text stands for a list of its comma-separated parts: the environment has no lists. */
function listOf(value: Value, convert: Converter): Value | undefined {
  const items = typeof value === 'string' ? value.split(',').map(item => item.trim()) : value;
  if (!Array.isArray(items)) return undefined;
  const converted = items.filter(item => item !== '').map(convert);
  return converted.every(item => item !== undefined) ? converted : undefined;
}

function wholeNumber(value: Value, least: number, most: number): Value | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number >= least && number <= most ? number : undefined;
}

function positiveNumber(value: Value): Value | undefined {
  const number =
    value instanceof Float ? value.value : typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
  if (!(number > 0)) return undefined;
  return Number.isSafeInteger(number) ? number : new Float(number);
}

/** An int is accepted as the text of its digits: `sms.source: 447700900123`. */
function textOf(value: Value): Value | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
