import type { ActionContext } from '../action.ts';
import { concurrently } from '../network/concurrently.ts';
import { openPlays, type Plays } from '../plays/open-plays.ts';
import { putBackAbandoned, type QueuedMessage, takeDue, type Try, writeTries } from './message-queue.ts';
import type { Channel } from './queue-messages.ts';
import { senders } from './senders.ts';

/** Taken together; as many may go out twice when the process dies at the wrong moment. */
const AT_ONCE = 10;
const SIDE_BY_SIDE = 5;

/** After it a run takes no more: an alarm that is written during a long campaign goes out with the next one. */
const TAKING_MS = 4 * 60_000;

const channels: readonly Channel[] = ['telegram', 'email', 'sms'];

/** What came of the messages that were due, by how their tries ended. */
export type SentCounts = Readonly<Record<Try['state'], number>>;

/** Sends what is due on every channel, each message once; a gateway that takes nothing ends its channel for this time. */
export async function sendWaiting(context: ActionContext): Promise<SentCounts> {
  await putBackAbandoned(context);
  const counts = { sent: 0, down: 0, refused: 0, 'not set up': 0 };
  const plays = openPlays(context);
  const work = { context, plays, counts, until: Date.now() + TAKING_MS };
  try {
    await Promise.all(channels.map(channel => sendChannel(work, channel)));
  } finally {
    await plays.close();
  }
  return counts;
}

interface Work {
  readonly context: ActionContext;
  readonly plays: Plays;
  readonly counts: Record<Try['state'], number>;
  readonly until: number;
}

async function sendChannel({ context, plays, counts, until }: Work, channel: Channel): Promise<void> {
  for (let after = 0; !context.signal.aborted && Date.now() < until;) {
    const due = await takeDue(context, channel, after, AT_ONCE);
    if (due.length === 0) return;
    after = due.at(-1)?.message_id ?? after;
    const tries = await concurrently(due, SIDE_BY_SIDE, async message => {
      return [message, await senders[channel](context, plays, message)] as const;
    });
    await writeTries(context, tries);
    for (const [message, end] of tries) note(context, counts, message, end);
    if (tries.every(([, end]) => end.state === 'down' || end.state === 'not set up')) return;
  }
}

function note(
  context: ActionContext,
  counts: Record<Try['state'], number>,
  { message_id, channel, recipient }: QueuedMessage,
  { state, reason }: Try,
): void {
  counts[state]++;
  context.count(state);
  if (state !== 'sent')
    context.tell(`message ${message_id} (${channel} to ${recipient}) is not sent: ${reason ?? state}`);
}
