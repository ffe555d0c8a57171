import { addDays } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { paymentsBetween } from '../ledger/payments-of.ts';
import { shareOf } from '../ledger/units.ts';
import { done } from '../reply.ts';

export const friendshipdaily = defineAction({
  name: 'friendshipdaily',
  summary: "Give who invited a friend a part of the friend's payments of yesterday.",
  gate: { FRIENDSHIP_ENABLED: 'ERROR:FRIENDSHIP DISABLED' },
  run: {
    handler: async context => {
      const { db, options, today } = context;
      const yesterday = addDays(today, -1);
      const basisPoints = options.money('FRIENDSHIP_PERCENT') ?? 0;
      const payments = await db
        .selectFrom(paymentsBetween(db, yesterday, yesterday).as('p'))
        .innerJoin('friendship as f', 'f.friend_id', 'p.owner_id')
        .select(['p.ledger_id', 'p.sum_minor', 'f.parent_id'])
        .orderBy('p.ledger_id')
        .execute();
      for (const { ledger_id, sum_minor, parent_id } of payments) {
        const amountMinor = shareOf(sum_minor, basisPoints);
        if (amountMinor === 0) continue;
        await context.transaction(tx =>
          chargeOnce(context, tx, {
            ownerId: parent_id,
            amountMinor,
            note: `FRIENDSHIP:${ledger_id}`,
            subject: `payment:${ledger_id}`,
            period: yesterday,
            cashTypeId: options.digits('FRIENDSHIP_CASHTYPEID', 1),
          }),
        );
      }
      return done('OK:FRIENDSHIP');
    },
  },
});
