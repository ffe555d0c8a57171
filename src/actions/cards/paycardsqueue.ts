import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { inBatches } from '../in-batches.ts';
import { unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import { creditCard } from './credit-card.ts';

export const paycardsqueue = defineAction({
  name: 'paycardsqueue',
  summary: 'Credit the prepaid cards that subscribers entered in their cabinet.',
  gate: { PAYMENTCARDS_ENABLED: 'ERROR:PAYCARDS_DISABLED' },
  run: {
    handler: async context => {
      const cashTypeId = context.options.digits('PC_CASHTYPEID', 1);
      const cards = await waitingCards(context);
      const paid = await inBatches(context, cards, async (tx, { login, ownerId, card }) => {
        const isNew = await creditCard(context, tx, { card, ownerId, cashTypeId });
        if (isNew) context.tell(`BALANCEADD (${login}) ON ${unitsText(card.amount_minor)}`);
        return isNew;
      });
      return done(`PAYCARDS_QUEUE:${paid.filter(isNew => isNew).length}`);
    },
  },
});

async function waitingCards({ db }: ActionContext) {
  const rows = await db
    .selectFrom('card as c')
    .innerJoin('subscriber as s', 's.login', 'c.used_login')
    .selectAll('c')
    .select(['s.subscriber_id', 's.login'])
    .where('c.used', '=', 0)
    .orderBy('c.card_id')
    .execute();
  return rows.map(({ subscriber_id: ownerId, login, ...card }) => ({ ownerId, login, card }));
}
