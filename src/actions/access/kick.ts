import { listPlays } from '../../provisioning/find-play.ts';
import type { ActionContext, HandlerReply } from '../action.ts';
import { done } from '../reply.ts';

/** The operator's play that drops a session: RADIUS, RouterOS, whatever the network speaks. It gets `login`. */
const PLAY = 'subscriber-reset';

/** Drops somebody's session by the operator's play `subscriber-reset`; does nothing where there is none, and in a dry run. */
export async function kick(context: ActionContext, login: string): Promise<HandlerReply> {
  if (context.dryRun || !listPlays(context.config.playsPath).includes(PLAY)) return done('');
  const { runActionPlay } = await import('../runs/run-action-play.ts');
  const reply = await runActionPlay(context, { play: PLAY, reply: '' }, { login });
  context.count(reply.outcome === 'done' ? 'kicked' : 'not kicked');
  return reply;
}
