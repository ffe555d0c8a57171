/** What a kind of CRM row is to the command line: how it is found, listed, written and shown. */
import type { ImportKind } from '../../crm/import-things.ts';
import type { Input, ListQuery, Page } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';

export interface Thing {
  /** As `importThings` calls it. */
  readonly kind: ImportKind;
  readonly idField: string;
  /** What `show` and `set` take: `<product>` is an id or a slug. */
  readonly reference: string;
  /** Heads of the table that `list` prints, each with its field, or fields of which the first with a value counts. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  /** Loaded when an action runs, not when help is printed. */
  load(): Promise<ThingStore>;
}

export interface ThingStore {
  list(db: Database, query: ListQuery): Promise<Page<object>>;
  find(db: Database, reference: string): Promise<object>;
  create(db: Database, input: Input): Promise<object>;
  update(db: Database, id: number, changes: Input): Promise<object>;
}
