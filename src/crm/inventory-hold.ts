import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { now, type Columns } from './things/thing.ts';

/** Refuses (E_CONFLICT) to move an item that another run holds. A hold is void when its time is over and its run has ended. */
export async function checkHold(db: Database, item: Columns, provisionId: number | undefined): Promise<void> {
  const holder = item['reserved_by'];
  if (typeof holder !== 'number' || holder === provisionId) return;
  if (String(item['reserved_until']) < now() && !(await isRunning(db, holder))) return;
  throw new OmnicrmError('E_CONFLICT', `item ${item['inventory_id']} is held by run ${holder}`, {
    hint: `wait for the run to end: omnicrm status ${holder}`,
    details: { inventory_id: item['inventory_id'], reserved_by: holder },
  });
}

async function isRunning(db: Database, provisionId: number): Promise<boolean> {
  const query = db.selectFrom('provision').select('provisioning_status').where('provision_id', '=', provisionId);
  return (await query.executeTakeFirst())?.provisioning_status === 1;
}
