import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext, HandlerReply } from '../action.ts';
import { creditCard } from '../cards/credit-card.ts';
import { done, refused } from '../reply.ts';
import { findSubscriber, type Subscriber } from '../subscribers/find-subscriber.ts';
import type { SubAction } from './asterisk-params.ts';

/** Pays with a prepaid card that nobody has used. A serial that is none is kept as a guess. */
export const payByCard: SubAction = async (context, { login = '', paycardnum, paycardcashtype }) => {
  const reply = await context.transaction(async tx => {
    if (paycardnum === undefined) return refused('ASTERISK PAYCARD NUMBER IS EMPTY');
    const subscriber = await findSubscriber(tx, login);
    if (subscriber === undefined) return refused('ASTERISK PAYCARD PAYMENT UNSUCCESSFUL: EMPTY USERDATA');
    return pay(context, tx, subscriber, paycardnum, paycardcashtype);
  });
  context.tell(reply.text);
  return reply;
};

async function pay(
  context: ActionContext,
  tx: DatabaseTransaction,
  subscriber: Subscriber,
  serial: string,
  cashTypeId: number,
): Promise<HandlerReply> {
  const { subscriber_id: ownerId, login } = subscriber;
  const profile = await tx
    .selectFrom('subscriber_profile')
    .select('ip')
    .where('subscriber_id', '=', ownerId)
    .executeTakeFirst();
  const address = profile?.ip ?? null;
  const created = context.now.toISOString();
  const card = await tx
    .updateTable('card')
    .set({ used_login: login, used_ip: address, used_at: created })
    .where('serial', '=', serial)
    .where('active', '=', 1)
    .where('used', '=', 0)
    .where('used_login', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (card !== undefined && (await creditCard(context, tx, { card, ownerId, cashTypeId }))) {
    return done('ASTERISK PAYCARD PAYMENT SUCCESSFUL');
  }
  await tx.insertInto('guess').values({ kind: 'card', value: serial, login, address, created }).execute();
  return refused('ASTERISK PAYCARD NOT EXISTS');
}
