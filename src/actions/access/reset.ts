import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { kick } from './kick.ts';
import { findSubscriber, type Subscriber } from '../subscribers/find-subscriber.ts';

export const reset = defineAction({
  name: 'reset',
  summary: "Drop and restore one subscriber's access; the play subscriber-reset, where there is one, ends the session.",
  params: { param: text({ summary: 'login', presence: 'present', missing: 'ERROR:GET_NO_PARAM' }) },
  lock: 'none',
  run: {
    handler: async (context, { param: login }) => {
      const subscriber = await findSubscriber(context.db, login);
      if (subscriber !== undefined) await leaveOpen(context, subscriber);
      const kicked = await kick(context, login);
      if (kicked.outcome === 'failed') return kicked;
      context.tell(`REMOTEAPI RESET (${login})`);
      if (subscriber !== undefined && context.options.isOn('RESETHARD')) tellResurrection(context, subscriber);
      return done('OK:RESET', subscriber === undefined ? `no subscriber ${login}` : undefined);
    },
  },
});

/** Off and on again ends with "on", whatever it was before: as Ubilling leaves it. */
async function leaveOpen(context: ActionContext, { subscriber_id, always_online, down }: Subscriber): Promise<void> {
  const byOnline = !context.options.isOff('RESET_AO');
  if (byOnline ? always_online === 1 : down === 0) return;
  const opened = byOnline ? { always_online: 1 } : { down: 0 };
  await context.db.updateTable('subscriber').set(opened).where('subscriber_id', '=', subscriber_id).execute();
  context.changed(1);
}

/** What would be lifted for a moment and put back; nothing of it stays. */
function tellResurrection(context: ActionContext, subscriber: Subscriber): void {
  const { login, down, frozen, balance_minor, credit_minor } = subscriber;
  const kinds = [
    ...(down === 1 ? ['DOWN'] : []),
    ...(frozen === 1 ? ['PASSIVE'] : []),
    ...(balance_minor < -credit_minor ? ['CASH'] : []),
  ];
  if (kinds.length > 0) context.tell(`RESURRECT (${login}) ${kinds.join(' ')}`);
}
