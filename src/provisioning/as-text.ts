import { toJson, type Value } from '../template/index.ts';

/** A value as a person reads it: text as it is, anything else as JSON. */
export function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : toJson(value ?? null);
}
