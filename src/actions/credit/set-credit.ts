import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';

/** Gives a subscriber a credit until a day (null: endless), and notes who did: the action, or `cabinet` for the subscriber himself. */
export async function setCredit(
  context: ActionContext,
  tx: DatabaseTransaction,
  subscriberId: number,
  creditMinor: number,
  until: string | null,
  source: string = context.action,
): Promise<void> {
  await tx
    .updateTable('subscriber')
    .set({ credit_minor: creditMinor, credit_until: until })
    .where('subscriber_id', '=', subscriberId)
    .execute();
  await tx
    .insertInto('credit')
    .values({
      subscriber_id: subscriberId,
      credit_minor: creditMinor,
      credit_until: until,
      source,
      run_id: context.runId,
      created: context.now.toISOString(),
    })
    .execute();
  context.changed(2);
}
