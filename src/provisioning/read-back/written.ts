/** How the calls of one kind of backend are understood. */
import type { Effect, Row } from './types.ts';

/** A call with its body as plain JSON. */
export interface PlainCall {
  readonly method: string;
  /** Path below the backend's base URL, split at its slashes; ids are decoded. */
  readonly path: readonly string[];
  readonly body: unknown;
  readonly status: number | undefined;
  readonly reply: unknown;
}

/** Which object a call means. */
export interface Identity {
  readonly kind: string;
  readonly by: string;
  readonly id: string | undefined;
  readonly details?: Row;
}

/** One object that a call writes to. */
export interface Written extends Identity {
  readonly effect: Effect;
}

/** A row that a reply shows, or null where it says that there is none; `also` are its other names. */
export interface Shown extends Identity {
  readonly row: Row | null;
  readonly also?: readonly Identity[];
}

export interface CallReader {
  writes(call: PlainCall): readonly Written[];
  shows(call: PlainCall): readonly Shown[];
}

/** A value as a row, undefined when it is no object. */
export function asRow(value: unknown): Row | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined;
}

/** Text or number as text; anything else and the empty text are no id. */
export function asId(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}
