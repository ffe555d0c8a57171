import { recordActivity, recordOnce, type Actor } from '../../crm/activity.ts';
import { createRedactor } from '../../provisioning/redactor.ts';
import type { Database } from '../../store/schema.ts';

/** A row that was made, changed or removed. */
export interface RowChange {
  readonly action: 'create' | 'update' | 'delete';
  readonly entity: string;
  /** The column with its id. */
  readonly key: string;
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/** Notes a change in the activity log, secrets masked by their names; of an update only the columns that changed. */
export async function logChange(db: Database, actor: Actor, change: RowChange): Promise<void> {
  const { action, entity, key } = change;
  const before = columnsOf(change.before);
  const after = columnsOf(change.after);
  const row = after ?? before;
  const customerId = row?.get('customer_id');
  // A run that asks again for the service it made gets that row: it was made once.
  const record = action === 'create' ? recordOnce : recordActivity;
  await record(db, actor, {
    action,
    entity,
    entityId: String(row?.get(key)),
    customerId: typeof customerId === 'number' ? customerId : null,
    before: textOf(before, after),
    after: textOf(after, before),
  });
}

type Columns = ReadonlyMap<string, unknown>;

function columnsOf(row: object | undefined): Columns | undefined {
  return row && new Map(Object.entries(row));
}

const redactor = createRedactor();

/** JSON of the columns that the other row does not have, or has otherwise. */
function textOf(row: Columns | undefined, other: Columns | undefined): string | undefined {
  if (row === undefined) return undefined;
  const differs = [...row].filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(other?.get(name)));
  return redactor.text(JSON.stringify(Object.fromEntries(differs.filter(([name]) => name !== 'last_modified'))));
}
