import { listPlays } from '../../provisioning/find-play.ts';
import type { ActionContext, HandlerReply } from '../action.ts';
import { done } from '../reply.ts';

/** The operator's play that makes the DHCP server read its files: by systemd, by ssh, whatever it takes. */
const PLAY = 'dhcp-restart';

/** Runs the operator's play `dhcp-restart`; does nothing where there is none. */
export async function restartDhcp(context: ActionContext): Promise<HandlerReply> {
  if (!listPlays(context.config.playsPath).includes(PLAY)) return done('');
  const { runActionPlay } = await import('../runs/run-action-play.ts');
  const reply = await runActionPlay(context, { play: PLAY, reply: '' }, {});
  if (reply.outcome === 'done') context.tell('DHCPD RESTART');
  return reply;
}
