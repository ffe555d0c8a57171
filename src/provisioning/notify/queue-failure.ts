import { getProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { NotifyContext } from './context.ts';
import { subjectOf } from './subject.ts';
import { notificationTargets } from './targets.ts';

/**
 * Queues one message about a failed run for each configured recipient, once however often it is called; gives how many are
 * new. A run that did not end with status 2 has none. Meant for the transaction that finishes the run: `{config, db: tx}`.
 */
export async function queueFailure({ config, db }: NotifyContext, provisionId: number): Promise<number> {
  const targets = notificationTargets(config);
  if (targets.length === 0) return 0;
  const run = await getProvision(db, provisionId);
  if (run.provisioning_status !== 2) return 0;
  const rows = targets.map(target => ({ ...target, ...newMessage(run) }));
  const insert = db
    .insertInto('notification')
    .values(rows)
    .onConflict(conflict => conflict.doNothing());
  const { numInsertedOrUpdatedRows } = await insert.executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

function newMessage(run: Provision) {
  const now = new Date().toISOString();
  const subject = subjectOf(run);
  return { provision_id: run.provision_id, subject, status: 'queued', tries: 0, next_try: now, created: now } as const;
}
