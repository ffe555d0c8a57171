import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
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
      let credited = 0;
      for (const { login, ownerId, card } of await waitingCards(context)) {
        const paid = await context.transaction(tx => creditCard(context, tx, { card, ownerId, cashTypeId }));
        if (!paid) continue;
        credited++;
        context.tell(`BALANCEADD (${login}) ON ${unitsText(card.amount_minor)}`);
      }
      return done(`PAYCARDS_QUEUE:${credited}`);
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
