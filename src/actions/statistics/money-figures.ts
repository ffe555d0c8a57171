import { sql } from 'kysely';
import type { ActionContext } from '../action.ts';
import { monthOf } from '../calendar.ts';
import { paymentsBetween } from '../ledger/payments-of.ts';
import { unitsText } from '../ledger/units.ts';
import { average, type Figures } from './figure.ts';

/** Payments of the month above zero; those in notes and coins apart. The first cash type is cash, whatever it is called. */
export async function moneyFigures({ db, today }: ActionContext, active: number): Promise<Figures> {
  const { sum, count, cash, cashCount } = await db
    .selectFrom(paymentsBetween(db, `${monthOf(today)}-01`, today).as('p'))
    .innerJoin('ledger as l', 'l.ledger_id', 'p.ledger_id')
    .leftJoin('cash_type as t', 't.cash_type_id', 'l.cash_type_id')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('p.sum_minor'), sql<number>`0`).as('sum'),
      fn.countAll<number>().as('count'),
      sql<number>`coalesce(sum(p.sum_minor) filter (where t.is_cash = 1 or l.cash_type_id = 1), 0)`.as('cash'),
      sql<number>`count(*) filter (where t.is_cash = 1 or l.cash_type_id = 1)`.as('cashCount'),
    ])
    .where('p.sum_minor', '>', 0)
    .executeTakeFirstOrThrow();
  return [
    ['f_totalmoney', unitsText(sum)],
    ['f_paymentscount', count],
    ['f_cashmoney', unitsText(cash)],
    ['f_cashcount', cashCount],
    ['f_arpu', unitsText(average(sum, count))],
    ['f_arpau', unitsText(average(sum, active))],
  ];
}
