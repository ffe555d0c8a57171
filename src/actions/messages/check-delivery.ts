/** Asks the SMS gateways what became of what they took. */
import type { ActionContext } from '../action.ts';
import { findPlay } from '../../provisioning/find-play.ts';
import { OmnicrmError } from '../../errors.ts';
import { concurrently } from '../network/concurrently.ts';
import { openPlays, type Plays } from '../plays/open-plays.ts';
import { actionPlayFolders } from '../plays/play-about.ts';
import type { QueuedMessage } from './message-queue.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 20;
const SIDE_BY_SIDE = 5;

/** States that a status play gives in the fact `delivery`; anything else is asked again the next time. */
const finalStates: ReadonlyMap<unknown, string> = new Map([
  ['delivered', 'delivered'],
  ['failed', 'failed'],
]);

/** Asks about every message sent not longer ago than `days`. Gateways without a play `sms-status-NAME` are left alone. */
export async function checkDelivery(context: ActionContext, days: number): Promise<void> {
  const plays = openPlays(context);
  try {
    for (let after = 0; !context.signal.aborted;) {
      const asked = await askable(context, days, after);
      if (asked.length === 0) return;
      after = asked.at(-1)?.message_id ?? after;
      const answers = await concurrently(asked, SIDE_BY_SIDE, message => ask(context, plays, message));
      await write(context, asked, answers);
    }
  } finally {
    await plays.close();
  }
}

async function askable({ db, now }: ActionContext, days: number, after: number): Promise<readonly QueuedMessage[]> {
  return db
    .selectFrom('message')
    .selectAll()
    .where('channel', '=', 'sms')
    .where('state', '=', 'sent')
    .where('external_id', 'is not', null)
    .where('sent', '>=', new Date(now.getTime() - days * DAY_MS).toISOString())
    .where('message_id', '>', after)
    .orderBy('message_id')
    .limit(AT_ONCE)
    .execute();
}

/** What the gateway says, or undefined when it cannot be asked. */
async function ask(context: ActionContext, plays: Plays, message: QueuedMessage): Promise<string | undefined> {
  const play = `sms-status-${message.gateway ?? ''}`;
  if (!isThere(context, play)) return undefined;
  const answer = await plays.call(play, { gateway_id: message.external_id, recipient: message.recipient });
  if (answer.state === 'done') return answer.text('delivery') ?? 'pending';
  context.count('not answered');
  context.tell(`the gateway does not tell about message ${message.message_id}: ${answer.reason ?? ''}`);
  return undefined;
}

function isThere({ config }: ActionContext, play: string): boolean {
  try {
    return findPlay(play, actionPlayFolders(config)) !== '';
  } catch (error) {
    if (error instanceof OmnicrmError) return false;
    throw error;
  }
}

async function write(
  context: ActionContext,
  asked: readonly QueuedMessage[],
  answers: readonly (string | undefined)[],
): Promise<void> {
  const now = context.now.toISOString();
  await context.transaction(async tx => {
    for (const [index, message] of asked.entries()) {
      const delivery = answers[index];
      if (delivery === undefined) continue;
      const state = finalStates.get(delivery) ?? 'sent';
      await tx
        .updateTable('message')
        .set({ state, delivery, checked: now, last_modified: now })
        .where('message_id', '=', message.message_id)
        .execute();
      context.count(state === 'sent' ? 'pending' : state);
    }
  });
}
