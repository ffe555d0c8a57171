import type { ActionContext } from '../action.ts';

export interface Seen {
  readonly subscriber_id: number;
  /** nmap | traffic */
  readonly seen_by: string;
}

const ROWS_AT_ONCE = 500;

/** Those who were seen are online, all others are not. */
export async function replaceOnline(context: ActionContext, seen: readonly Seen[]): Promise<void> {
  const seen_at = context.now.toISOString();
  const rows = [...new Map(seen.map(one => [one.subscriber_id, { ...one, seen_at }])).values()];
  await context.transaction(async tx => {
    await tx.deleteFrom('online').execute();
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await tx
        .insertInto('online')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
  });
  context.count('online', rows.length);
  context.changed(rows.length);
}
