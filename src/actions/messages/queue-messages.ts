import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';

export type Channel = 'sms' | 'telegram' | 'email';

export interface NewMessage {
  readonly channel: Channel;
  /** A number with its plus sign, a chat's id, a mail address. */
  readonly recipient: string;
  readonly body: string;
  /** Of mail. */
  readonly subject?: string | undefined;
  /** What it is about and when: a message with the same key is queued once. */
  readonly onceKey?: string | undefined;
}

const ROWS_AT_ONCE = 200;
/** Telegram takes 4096 letters. */
const LONGEST_CHAT = 4000;

/**
 * Puts messages into the queue that senddog empties, in the caller's transaction; gives how many are new. A number without its
 * plus sign reaches nobody: it is counted and told, not queued.
 */
export async function queueMessages(
  context: ActionContext,
  tx: DatabaseTransaction,
  messages: readonly NewMessage[],
): Promise<number> {
  const good = messages.filter(message => isReachable(message));
  for (const { recipient } of messages.filter(message => !isReachable(message))) {
    context.count('wrong recipient');
    context.tell(`no ${context.action} message: '${recipient}' is no full number`);
  }
  const rows = good.flatMap(partsOf).map(message => rowOf(context, message));
  let queued = 0;
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('message')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow();
    queued += Number(numInsertedOrUpdatedRows ?? 0);
  }
  if (queued > 0) context.count('queued', queued);
  if (rows.length > queued) context.count('already', rows.length - queued);
  context.changed(queued);
  return queued;
}

function isReachable({ channel, recipient }: NewMessage): boolean {
  return channel === 'sms' ? /^\+\d{5,15}$/.test(recipient) : recipient !== '';
}

/** A long text for a chat becomes several messages, broken between lines where it can be. */
function partsOf(message: NewMessage): readonly NewMessage[] {
  if (message.channel !== 'telegram' || message.body.length <= LONGEST_CHAT) return [message];
  const parts: string[] = [];
  for (let rest = message.body; rest !== '';) {
    const line = rest.length <= LONGEST_CHAT ? rest.length : rest.lastIndexOf('\n', LONGEST_CHAT);
    const end = line > 0 ? line : LONGEST_CHAT;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return parts.map((body, index) => {
    const onceKey = message.onceKey === undefined ? undefined : `${message.onceKey} part ${index + 1}`;
    return { ...message, body, onceKey };
  });
}

function rowOf({ action, now }: ActionContext, { channel, recipient, subject, body, onceKey }: NewMessage) {
  const created = now.toISOString();
  return {
    channel,
    recipient,
    subject: subject ?? null,
    body,
    source: action,
    once_key: onceKey === undefined ? null : `${action} ${onceKey}`,
    created,
    last_modified: created,
  };
}
