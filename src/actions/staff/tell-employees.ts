import type { ActionContext } from '../action.ts';
import { contentKey } from '../messages/content-key.ts';
import { queueMessages } from '../messages/queue-messages.ts';

/** What an employee is told. */
export interface StaffMessage {
  readonly employee_id: number;
  /** His chat; nothing is queued without one. */
  readonly telegram: string | null;
  readonly body: string;
}

/** Queues a Telegram message to each; the same words once a day. Without SENDDOG_ENABLED nothing is queued. */
export async function tellEmployees(context: ActionContext, messages: readonly StaffMessage[]): Promise<void> {
  if (!context.options.isOn('SENDDOG_ENABLED')) return;
  const rows = messages.flatMap(({ employee_id, telegram, body }) => {
    if (telegram === null || telegram === '') return [];
    const onceKey = contentKey(`employee ${employee_id}`, context.today, body);
    return [{ channel: 'telegram' as const, recipient: telegram, body, onceKey }];
  });
  await context.transaction(tx => queueMessages(context, tx, rows));
}

/** Rows of each employee together, in the order in which they come. */
export function byEmployee<Row extends { readonly employee_id: number }>(rows: readonly Row[]): readonly Row[][] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.employee_id, [...(groups.get(row.employee_id) ?? []), row]);
  return [...groups.values()];
}
