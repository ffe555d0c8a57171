import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';

/** Notes that something happened to a subject in a period (the context's when not given). False when it had happened before. */
export async function markOnce(
  context: ActionContext,
  tx: DatabaseTransaction,
  subject: string,
  period: string = context.period,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('action_mark')
    .values({ action: context.action, subject, period, run_id: context.runId, created: context.now.toISOString() })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  const isNew = Number(numInsertedOrUpdatedRows ?? 0) > 0;
  if (!isNew) context.count('already');
  return isNew;
}
