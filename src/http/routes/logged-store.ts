import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { logChange, type RowChange } from '../access/log-change.ts';
import type { RouteRequest } from '../route.ts';
import type { ThingRoutes, ThingStore } from './thing-store.ts';

/** A thing's store whose every write leaves a row in the activity log, in the transaction of the change. */
export function loggedStore({ object, thing, store }: ThingRoutes): ThingStore {
  const log = async (tx: Database, request: RouteRequest, change: Omit<RowChange, 'entity' | 'key'>): Promise<void> => {
    const conceal = async (row: object | undefined) => row && (store.conceal?.(row, tx) ?? row);
    const [before, after] = [await conceal(change.before), await conceal(change.after)];
    await logChange(tx, request.actor, { ...change, entity: object, key: thing.key, before, after });
  };
  return {
    ...store,
    create: (db, input, request) =>
      withTransaction(db, async tx => {
        const after = await store.create(tx, input, request);
        await log(tx, request, { action: 'create', after });
        return after;
      }),
    update: (db, id, changes, request) =>
      withTransaction(db, async tx => {
        const before = await store.get(tx, id);
        const after = await store.update(tx, id, changes, request);
        await log(tx, request, { action: 'update', before, after });
        return after;
      }),
    remove: (db, id, request) =>
      withTransaction(db, async tx => {
        const before = await store.remove(tx, id, request);
        await log(tx, request, { action: 'delete', before });
        return before;
      }),
  };
}
