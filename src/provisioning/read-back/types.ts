/** What a run may have left, and what the backends say of it. */

/** One call of a run as its journal tells it; reads help to know what was there before. */
export interface RunCall {
  readonly task: string;
  readonly module: string;
  readonly method: string;
  readonly url: string;
  /** A dict, a JSON value or its text. */
  readonly body?: unknown;
  /** What was answered, when an answer came. */
  readonly reply?: { readonly status: number; readonly json: unknown } | undefined;
}

export type BackendKind = 'ocs' | 'hss' | 'crm' | 'payments' | 'pbx' | 'other';

/** What the run did to an object, the first thing that counts: what it created and removed again was created. */
export type Effect = 'created' | 'changed' | 'removed';

export type Row = Readonly<Record<string, unknown>>;

/** One object of one backend that a run wrote to. */
export interface BackendObject {
  readonly backend: BackendKind;
  /** URL of the backend. */
  readonly base: string;
  /** `account`, `balance`, `subscriber`, `service`, … */
  readonly kind: string;
  /** What `id` is: `imsi`, `id`, `uuid`, … */
  readonly by: string;
  /** Undefined when the call does not tell which object it meant. */
  readonly id: string | undefined;
  /** What else it takes to ask: the account and type of a balance. */
  readonly details: Row;
  readonly effect: Effect;
  /** The row before the run wrote to it; null when it was not there, undefined when nobody looked. */
  readonly before: Row | null | undefined;
  /** Tasks that wrote to it, in their order. */
  readonly tasks: readonly string[];
}

export interface ObjectState {
  readonly object: BackendObject;
  readonly state: 'gone' | 'there' | 'unknown';
  /** Whether the run left something here; undefined when that cannot be told. */
  readonly left: boolean | undefined;
  /** What differs from before, or why it cannot be told. */
  readonly why: string | undefined;
}
