/** What every simulator is: state that is plain JSON, and a function from request to reply. */

export const systemNames = ['ocs', 'hss', 'sms', 'pay', 'pbx', 'smtp'] as const;
export type SystemName = (typeof systemNames)[number];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface LabRequest {
  readonly method: string;
  /** Path without query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LabReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds to wait before answering. */
  readonly delayMs?: number;
  /** Answer only after this has settled (the OCS waits for its own synchronous call-backs). */
  readonly after?: Promise<unknown>;
  /** Cut the connection instead of answering. */
  readonly close?: 'reset';
}

/** One thing in a system: `kind` and `key` name it for people, `value` is its data. */
export interface Item {
  readonly kind: string;
  readonly key: string;
  readonly value: JsonObject;
}

/** One instance of one system. `handle` is synchronous, so a call changes the state wholly or not at all. */
export interface Simulator<State = unknown> {
  readonly system: SystemName;
  readonly instance: string;
  /** Replaced as a whole by restore and reset. */
  state: State;
  initialState(): State;
  handle(request: LabRequest): LabReply;
  /** The remote procedure that a request names, where the system has such. */
  rpcMethod(request: LabRequest): string | undefined;
  /** An error in the system's own dress, for faults that do not say more. */
  failure(status: number, text: string, request: LabRequest): LabReply;
  /** Everything in a state, for diff: natural keys. */
  items(state: State): Item[];
  /** The same for digest: no row ids, random ids or times. */
  content(state: State): Item[];
}

/** A JSON reply. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): LabReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: `${JSON.stringify(value)}\n` };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON or undefined; broken text is no exception here, since each system answers it in its own way. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** A copy of plain data as JSON has it. */
export function jsonCopy(value: unknown): Json {
  const copy: Json = JSON.parse(JSON.stringify(value));
  return copy;
}

/** The same of an object. */
export function objectCopy(value: object): JsonObject {
  const copy: JsonObject = JSON.parse(JSON.stringify(value));
  return copy;
}

/** Texts as they are, other values as JSON. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
