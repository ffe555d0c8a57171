import type { Database } from '../../store/schema.ts';
import type { PostingQuery } from '../../store/ledger/post-ledger.ts';
import type { ActionContext } from '../action.ts';
import { monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeQuery } from '../ledger/charge-once.ts';
import { done } from '../reply.ts';
import { type IdRange, idRanges } from '../subscribers/id-ranges.ts';

/**
 * Not one of Ubilling's: there Stargazer, the billing beneath it, takes the tariffs' fees. Here nothing is beneath. Whom an
 * outside billing still charges leaves it out of the crontab.
 */
export const tariffchargefee = defineAction({
  name: 'tariffchargefee',
  summary: "Charge the fee of each subscriber's tariff, once a day or once a month as the tariff says.",
  timeout: 4 * 3600,
  run: {
    handler: async context => {
      for (const feePeriod of ['day', 'month'] as const)
        for await (const range of idRanges(context.db)) await chargeRange(context, feePeriod, range);
      return done('OK:TARIFF_CHARGE_FEE');
    },
  },
});

async function chargeRange(context: ActionContext, feePeriod: 'day' | 'month', range: IdRange): Promise<void> {
  const { today } = context;
  const charge = { kind: 'fee' as const, period: feePeriod === 'day' ? today : monthOf(today) };
  await context.transaction(tx => chargeQuery(context, tx, charge, payersOf(tx, feePeriod, today, range)));
}

/** Who has access, or would have with money: neither frozen nor switched off, and there on that day. */
function payersOf(db: Database, feePeriod: 'day' | 'month', today: string, range: IdRange): PostingQuery {
  return db
    .selectFrom('subscriber as s')
    .innerJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .where('t.fee_period', '=', feePeriod)
    .where('t.fee_minor', '<>', 0)
    .where('s.frozen', '=', 0)
    .where('s.down', '=', 0)
    .where(eb => eb.fn<string>('substr', ['s.created', eb.lit(1), eb.lit(10)]), '<=', today)
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .select(eb => [
      's.subscriber_id as owner_id',
      eb('t.fee_minor', '*', -1).as('amount_minor'),
      eb(eb.val('Tariff:'), '||', eb.ref('t.tariff_name')).as('note'),
      eb.val('tariff').as('subject'),
      eb.val<number | null>(null).as('shown_minor'),
    ]);
}
