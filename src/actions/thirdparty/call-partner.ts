import type { ActionContext } from '../action.ts';
import type { PlayAnswer, Plays } from '../plays/open-plays.ts';

export interface PartnerCall {
  readonly play: string;
  /** Whom it is about: the same text at every try. */
  readonly subject: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Calls a play and keeps a row of it, written before the call leaves: a row that stays `started` was cut off, and nobody knows
 * whether the partner heard it. The play gets `asked_before` beside its variables: whether such a row is there.
 */
export async function callPartner(
  context: ActionContext,
  plays: Plays,
  { play, subject, variables }: PartnerCall,
): Promise<PlayAnswer> {
  const { id, askedBefore } = await begin(context, play, subject);
  const answer = await plays.call(play, { ...variables, asked_before: askedBefore });
  await end(context, { id, play, subject }, answer);
  if (answer.state !== 'done') {
    context.count('calls failed');
    context.tell(`${play} for ${subject}: ${answer.reason ?? answer.state}`);
  }
  return answer;
}

interface Begun {
  readonly id: number;
  readonly play: string;
  readonly subject: string;
}

async function begin(context: ActionContext, play: string, subject: string) {
  return context.transaction(async tx => {
    const open = await tx
      .selectFrom('partner_call')
      .select('partner_call_id')
      .where('play', '=', play)
      .where('subject', '=', subject)
      .where('state', '=', 'started')
      .executeTakeFirst();
    const { partner_call_id: id } = await tx
      .insertInto('partner_call')
      .values({ run_id: context.runId, play, subject, state: 'started', started: new Date().toISOString() })
      .returning('partner_call_id')
      .executeTakeFirstOrThrow();
    return { id, askedBefore: open !== undefined };
  });
}

async function end(context: ActionContext, { id, play, subject }: Begun, answer: PlayAnswer): Promise<void> {
  const state = answer.state === 'done' ? 'done' : isUnknown(answer.fact('answer')) ? 'started' : 'failed';
  const finished = new Date().toISOString();
  await context.transaction(async tx => {
    const row = { state, detail: answer.reason ?? null, finished };
    await tx.updateTable('partner_call').set(row).where('partner_call_id', '=', id).execute();
    if (state !== 'done') return;
    await tx
      .updateTable('partner_call')
      .set({ state, finished })
      .where('play', '=', play)
      .where('subject', '=', subject)
      .where('state', '=', 'started')
      .execute();
  });
}

/**
 * Whether a failed call may have been heard all the same: the connection broke, a server on the way gave up, or what came is no
 * JSON. Plays register the answer, or those of a loop, as `answer`.
 */
function isUnknown(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  if ('results' in answer && Array.isArray(answer.results)) return answer.results.some(isUnknown);
  if (!('status' in answer)) return false;
  const status = Number(answer.status);
  return status <= 0 || status >= 500 || (status < 300 && !('json' in answer));
}
