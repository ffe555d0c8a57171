import type { Body } from '../../crm/phone/check-fields.ts';
import type { RawQuery } from '../../crm/phone/list-query.ts';
import type { Database } from '../../store/schema.ts';
import type { Creation } from '../routes/create-once.ts';

/** A request that has passed the door. */
export interface ConfdCall {
  readonly db: Database;
  /** The ids of the path, in their order. */
  readonly ids: readonly string[];
  readonly query: RawQuery;
  /** Reads the JSON object when it is asked for. Throws E_INPUT. */
  readonly body: () => Body;
  /** Makes an object, once for one Idempotency-Key of this caller. */
  readonly once: <Row extends object>(creation: Creation<Row>) => Promise<Row>;
  /** `users/3` as the URL that this client would use. */
  readonly link: (to: string) => string;
  /** It comes from this host. */
  readonly isLocal: boolean;
}

export interface ConfdReply {
  readonly status: 200 | 201 | 204 | 403;
  readonly body?: unknown;
  readonly location?: string;
}

export interface ConfdRoute {
  /** Of the path below `/1.1`; its groups are the ids. */
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, (call: ConfdCall) => Promise<ConfdReply>>>;
}

/** A route by its path: `:number` and `:text` stand for ids. */
export function at(path: string, methods: ConfdRoute['methods']): ConfdRoute {
  const pattern = path.replaceAll(':number', '([0-9]+)').replaceAll(':text', '([^/]+)');
  return { path: new RegExp(`^${pattern}$`), methods };
}

/** An id of a path. No id is longer than what JavaScript counts exactly: that one is never there. */
export function numberOf(id: string | undefined): number {
  return Math.min(Number(id), Number.MAX_SAFE_INTEGER);
}

export const done: ConfdReply = { status: 204 };
