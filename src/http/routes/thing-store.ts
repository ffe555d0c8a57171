import type { PermissionObject } from '../../crm/permission.ts';
import type { Thing } from '../../crm/things/thing.ts';
import type { Input, ListQuery, Page } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import type { RouteRequest } from '../route.ts';

/** What the usual routes of a thing do. */
export interface ThingStore {
  create(db: Database, input: Input, request: RouteRequest): Promise<object>;
  get(db: Database, id: unknown): Promise<object>;
  update(db: Database, id: unknown, changes: Input, request: RouteRequest): Promise<object>;
  remove(db: Database, id: unknown, request: RouteRequest): Promise<object>;
  list(db: Database, query: ListQuery): Promise<Page<object>>;
  /** What takes long of a body, done before any transaction begins; default: the body. */
  prepare?(input: Input): Promise<Input>;
  /** A row as the caller may see it; default: as it is. */
  show?(row: object, request: RouteRequest): Promise<object>;
  /** A row as the activity log may keep it; default: as it is. */
  conceal?(row: object, db: Database): Promise<object>;
}

export interface ThingRoutes {
  /** In the URL: `/crm/<path>/`. */
  readonly path: string;
  readonly object: PermissionObject;
  readonly thing: Thing;
  readonly store: ThingStore;
}
