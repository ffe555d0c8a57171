import type { ActionContext } from '../action.ts';
import { addMonths, isLastDayOfMonth, lastDayOfMonth, monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeAll } from '../ledger/charge-once.ts';
import { paymentsBetween } from '../ledger/payments-of.ts';
import { shareOf, unitsText } from '../ledger/units.ts';
import { flag } from '../params/kinds.ts';
import { done, skipped } from '../reply.ts';

export const discountprocessing = defineAction({
  name: 'discountprocessing',
  summary: "Pay back a part of the month's payments to subscribers with a discount, once for the period.",
  params: { lastday: flag({ summary: 'only on the last day of the month' }) },
  gate: { DISCOUNTS_ENABLED: 'ERROR:DISCOUNTS_DISABLED' },
  period: 'month',
  run: {
    handler: async (context, { lastday }) => {
      if (lastday && !isLastDayOfMonth(context.today)) return skipped('OK:DISCOUNTS_SKIPPED', 'not the last day');
      const { options } = context;
      const span = spanOf(context);
      const charge = {
        kind: options.text('DISCOUNT_OPERATION') === 'CORR' ? ('correction' as const) : ('payment' as const),
        cashTypeId: options.digits('DISCOUNT_CASHTYPEID', 1),
        period: span.name,
      };
      const rows = (await sumsOf(context, span)).flatMap(({ owner_id: ownerId, sum_minor, basis_points }) => {
        const amountMinor = shareOf(sum_minor, basis_points);
        return amountMinor === 0 ? [] : [{ ownerId, amountMinor, note: `DISCOUNT:${unitsText(basis_points)}` }];
      });
      for (let at = 0; at < rows.length; at += 1000) {
        await context.transaction(tx => chargeAll(context, tx, charge, rows.slice(at, at + 1000)));
      }
      return done('OK:DISCOUNTS_PROCESSING');
    },
  },
});

interface Span {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** This month, or as the options say the one before, or today. */
function spanOf({ options, today }: ActionContext): Span {
  if (options.isOn('DISCOUNT_DAILY')) return { name: today, from: today, to: today };
  const month = addMonths(monthOf(today), options.isOn('DISCOUNT_PREVMONTH') ? -1 : 0);
  return { name: month, from: `${month}-01`, to: lastDayOfMonth(month) };
}

async function sumsOf({ db }: ActionContext, { from, to }: Span) {
  return db
    .selectFrom(paymentsBetween(db, from, to).as('p'))
    .innerJoin('discount as d', 'd.subscriber_id', 'p.owner_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'p.owner_id')
    .select(({ fn }) => ['p.owner_id', 'd.basis_points', fn.sum<number>('p.sum_minor').as('sum_minor')])
    .where('d.basis_points', '<>', 0)
    .where('s.closed', 'is', null)
    .where('p.sum_minor', '>', 0)
    .where('p.note', 'not like', 'DISCOUNT:%')
    .groupBy(['p.owner_id', 'd.basis_points'])
    .orderBy('p.owner_id')
    .execute();
}
