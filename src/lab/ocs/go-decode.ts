/** Filling typed arguments from JSON as Go's encoding/json does: names in any case, unknown ones ignored, Go's errors. */

import { isObject, type Json, type JsonObject } from '../simulator.ts';
import { RpcError } from './rpc-error.ts';

interface ScalarTypes {
  string: string;
  bool: boolean;
  int: number;
  float64: number;
  '[]string': string[];
  'map[string]bool': Record<string, boolean>;
  /** A free map: its own keys keep their case. */
  'map[string]interface {}': JsonObject;
  'interface {}': Json;
}
export type GoType = keyof ScalarTypes | { readonly list: Struct };
export type Fields = Readonly<Record<string, GoType>>;

export interface Struct<F extends Fields = Fields> {
  /** Package and name, as Go prints them: `v1.AttrAddBalance`. */
  readonly name: string;
  readonly fields: F;
}

type ValueOf<T extends GoType> = T extends keyof ScalarTypes
  ? ScalarTypes[T]
  : T extends { readonly list: Struct<infer F extends Fields> }
    ? StructValue<F>[]
    : never;
export type StructValue<F extends Fields> = { -readonly [K in keyof F]: ValueOf<F[K]> };

/** A struct from a JSON value; members that are absent or null get their zero value. */
export function decodeStruct<F extends Fields>(struct: Struct<F>, value: Json | undefined): StructValue<F>;
export function decodeStruct(struct: Struct, value: Json | undefined): object {
  const zeros = Object.entries(struct.fields).map(([name, type]) => [name, zero(type)] as const);
  const result = Object.fromEntries(zeros);
  if (value !== undefined && value !== null) fill(struct, value, result);
  return result;
}

function fill(struct: Struct, value: Json, result: Record<string, unknown>): void {
  if (!isObject(value)) throw mismatch(value, `Go value of type ${struct.name}`);
  for (const [key, member] of Object.entries(value)) {
    const name = fieldName(struct.fields, key);
    if (name === undefined || member === null) continue;
    const place = `Go struct field ${struct.name.replace(/^.*\./, '')}.${name}`;
    result[name] = decodeValue(struct.fields[name]!, member, place);
  }
}

/** The very name first, then the same letters in another case. */
function fieldName(fields: Fields, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(fields).find(name => name.toLowerCase() === lower);
}

function decodeValue(type: GoType, value: Json, place: string): unknown {
  if (typeof type === 'object') {
    if (!Array.isArray(value)) throw mismatch(value, `${place} of type []${type.list.name}`);
    return value.map(member => decodeStruct(type.list, member));
  }
  if (!fits[type](value)) throw mismatch(value, `${place} of type ${type}`);
  return value;
}

const fits: Readonly<Record<keyof ScalarTypes, (value: Json) => boolean>> = {
  string: value => typeof value === 'string',
  bool: value => typeof value === 'boolean',
  int: value => Number.isInteger(value),
  float64: value => typeof value === 'number',
  '[]string': value => Array.isArray(value) && value.every(member => typeof member === 'string'),
  'map[string]bool': value => isObject(value) && Object.values(value).every(member => typeof member === 'boolean'),
  'map[string]interface {}': value => isObject(value),
  'interface {}': () => true,
};

const zeros: Readonly<Record<keyof ScalarTypes, () => unknown>> = {
  string: () => '',
  bool: () => false,
  int: () => 0,
  float64: () => 0,
  '[]string': () => [],
  'map[string]bool': () => ({}),
  'map[string]interface {}': () => ({}),
  'interface {}': () => null,
};

function zero(type: GoType): unknown {
  return typeof type === 'object' ? [] : zeros[type]();
}

/** Go names the kind of the JSON value, and of the number its digits when only the range is wrong. */
export function mismatch(value: Json, target: string): RpcError {
  const isFraction = typeof value === 'number' && target.endsWith('of type int');
  return new RpcError(`json: cannot unmarshal ${isFraction ? `number ${value}` : kindOf(value)} into ${target}`);
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
