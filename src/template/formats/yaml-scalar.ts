import { fail } from '../fail.ts';
import { int } from '../values/integers.ts';
import { Float, type Value } from '../values/types.ts';
import { readTimestamp, TIMESTAMP } from './yaml-timestamp.ts';

const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;

export type ScalarKind = 'bool' | 'float' | 'int' | 'merge' | 'null' | 'timestamp' | 'value' | 'str';

const GRAMMAR: readonly (readonly [ScalarKind, RegExp])[] = [
  ['bool', BOOL],
  ['float', FLOAT],
  ['int', INT],
  ['merge', /^<<$/],
  ['null', NULL],
  ['timestamp', TIMESTAMP],
  ['value', /^=$/],
];

/** Which type YAML 1.1, as PyYAML reads it, gives to a plain scalar: `0412` int, `0489` str, `12:30` int, `1e3` str, `on` bool. */
export function scalarKind(text: string): ScalarKind {
  return GRAMMAR.find(([, grammar]) => grammar.test(text))?.[0] ?? 'str';
}

/** The readers of scalar text by type, as PyYAML's; an explicit tag may hand them text that does not fit: TemplateError 'value'. */
export const SCALAR_READERS: Readonly<Record<string, (text: string) => Value>> = {
  bool: readBool,
  float: text => new Float(readFloat(text)),
  int: readInt,
  null: () => null,
  timestamp: readTimestamp,
  str: text => text,
};

function readBool(text: string): boolean {
  if (!BOOL.test(text.toLowerCase())) unfit(text, 'bool');
  return TRUE.test(text.toLowerCase());
}

function readInt(written: string): number | bigint {
  const text = written.replaceAll('_', '');
  const negative = text.startsWith('-');
  const digits = /^[-+]/.test(text) ? text.slice(1) : text;
  const size = intSize(digits) ?? unfit(written, 'int');
  return int(negative ? -size : size);
}

function intSize(digits: string): bigint | undefined {
  if (digits === '0') return 0n;
  if (/^0b[01]+$/.test(digits) || /^0x[0-9a-fA-F]+$/.test(digits)) return BigInt(digits);
  if (digits.startsWith('0')) return /^[0-7]+$/.test(digits) ? BigInt('0o' + digits) : undefined;
  if (digits.includes(':')) return sexagesimal(digits);
  return /^[0-9]+$/.test(digits) ? BigInt(digits) : undefined;
}

function sexagesimal(digits: string): bigint | undefined {
  const parts = digits.split(':');
  if (!parts.every(part => /^[0-9]+$/.test(part))) return undefined;
  return parts.reduce((total, part) => total * 60n + BigInt(part), 0n);
}

function readFloat(written: string): number {
  const text = written.replaceAll('_', '').toLowerCase();
  const sign = text.startsWith('-') ? -1 : 1;
  const size = /^[-+]/.test(text) ? text.slice(1) : text;
  if (size === '.inf') return sign * Infinity;
  if (size === '.nan') return NaN;
  if (!/^[-+0-9.:einfatyn]+$/.test(size) || size === '.' || size === '') unfit(written, 'float');
  const value = size.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Number.isNaN(value) ? unfit(written, 'float') : sign * value;
}

function unfit(text: string, type: string): never {
  return fail('value', `'${text}' cannot be read as a YAML ${type}`);
}
