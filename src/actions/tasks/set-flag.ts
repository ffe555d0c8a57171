import type { TaskAction } from './task.ts';

/** A task that puts a flag of the subscriber to a value. */
export function setFlag(column: 'frozen' | 'down' | 'always_online', value: 0 | 1, word: string): TaskAction {
  return async ({ context, tx, subscriber }) => {
    await tx
      .updateTable('subscriber')
      .set({ [column]: value })
      .where('subscriber_id', '=', subscriber.subscriber_id)
      .execute();
    context.changed(1);
    context.tell(`${word} CHANGE (${subscriber.login}) ON \`${value}\``);
    return 'done';
  };
}
