import type { PermissionObject } from '../../crm/permission.ts';
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
 * service. Two kinds: users by their permissions, runs by what their order owns.
 */
export interface Access {
  readonly userId: number;
  /** The run whose token it is, undefined for a user's. */
  readonly provisionId: number | undefined;
  /** Lists of a thing: the customer to whom they are limited, or undefined for all. */
  mayList(object: PermissionObject): number | undefined;
  mayRead(db: Database, object: PermissionObject, row: Row): Promise<void>;
  mayCreate(db: Database, object: PermissionObject, body: Input): Promise<void>;
  mayChange(db: Database, change: Change): Promise<void>;
  /** Whether secret fields of this item are shown. */
  seesSecrets(db: Database, item: Row): Promise<boolean>;
}
