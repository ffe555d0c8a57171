import { isObject, parseJson, textOf, type Json, type JsonObject, type LabRequest } from '../simulator.ts';
import { invalidParameter, missingParameter } from './errors.ts';

/** The fields of a call: of a GET its query; of others the body, a form (`metadata[run]=7`) or JSON. Other bodies have none. */
export function readFields(request: LabRequest): JsonObject {
  const json = request.method === 'GET' ? undefined : parseJson(request.body);
  if (isObject(json)) return json;
  const fields: JsonObject = {};
  for (const [name, value] of request.method === 'GET' ? request.query : new URLSearchParams(request.body))
    setField(fields, name.split(/[[\]]+/).filter(Boolean), value);
  return fields;
}

function setField(fields: JsonObject, [name, ...rest]: readonly string[], value: string): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    fields[name] = value;
    return;
  }
  const inner = fields[name];
  const target = isObject(inner) ? inner : {};
  fields[name] = target;
  setField(target, rest, value);
}

/** Text, or null when absent or empty. */
export function textField(fields: JsonObject, name: string): string | null {
  const value = fields[name];
  return value === undefined || value === null || value === '' ? null : textOf(value);
}

export function requiredText(fields: JsonObject, name: string): string {
  const value = textField(fields, name);
  if (value === null) throw missingParameter(name);
  return value;
}

/** A positive whole number of minor units. */
export function amountField(fields: JsonObject, name: string): number {
  const text = requiredText(fields, name);
  if (!/^-?\d+$/.test(text)) throw invalidParameter(name, `Invalid integer: ${text}`, 'parameter_invalid_integer');
  if (Number(text) < 1)
    throw invalidParameter(name, 'This value must be greater than or equal to 1.', 'parameter_invalid_integer');
  return Number(text);
}

export function boolField(fields: JsonObject, name: string): boolean {
  return fields[name] === true || fields[name] === 'true';
}

export function metadataField(fields: JsonObject): Record<string, string> {
  const value: Json = fields['metadata'] ?? {};
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, textOf(member)]))
    : {};
}
