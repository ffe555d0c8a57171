import type { Principal } from '../../crm/activity.ts';
import type { PermissionObject, PermissionVerb } from '../../crm/permission.ts';
import type { Input } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';

/** Columns of a row that decide who may touch it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Change {
  readonly object: PermissionObject;
  readonly verb: 'update' | 'delete';
  readonly row: Row;
  /** Empty for a removal. */
  readonly changes: Input;
}

/**
 * What the caller may do; each question throws E_NOT_ALLOWED (403), or E_CONFLICT (409) for what belongs to another live
 * service. Two kinds: who holds permissions (people, keys, addresses), and runs by what their order owns.
 */
export interface Access {
  /** Who asks, as logs name him. */
  readonly principal: Principal;
  /** In whose name it is done; the first administrator's for keys and addresses. */
  readonly userId: number;
  /** The run whose token it is, undefined for all others. */
  readonly provisionId: number | undefined;
  /** The customer to whose account the caller is bound; undefined for staff and programs. */
  readonly customerId: number | undefined;
  /** What the caller holds; a run holds nothing. */
  readonly permissions: readonly string[];
  /** The login that the token came from. */
  readonly sessionId: string | undefined;
  /** Whether the caller may do this to any row at all: asked before anything is read. */
  mayTry(verb: PermissionVerb, object: PermissionObject): void;
  /** Lists of a thing: the customer to whom they are limited, or undefined for all. */
  mayList(object: PermissionObject): number | undefined;
  mayRead(db: Database, object: PermissionObject, row: Row): Promise<void>;
  mayCreate(db: Database, object: PermissionObject, body: Input): Promise<void>;
  mayChange(db: Database, change: Change): Promise<void>;
  /** Columns that are neither shown nor looked for. */
  hidden(object: PermissionObject): readonly string[];
  /** Whether secret fields of this item are shown. */
  seesSecrets(db: Database, item: Row): Promise<boolean>;
}
