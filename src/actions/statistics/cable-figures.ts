import { sql } from 'kysely';
import type { ActionContext } from '../action.ts';
import { momentOf, monthOf } from '../calendar.ts';
import { unitsText } from '../ledger/units.ts';
import { average, type Figures } from './figure.ts';

/** Subscribers of the cable TV and their money of the month. */
export async function cableFigures(context: ActionContext): Promise<Figures> {
  const { db, today, options } = context;
  const limit = options.digits('UKV_MONTH_DEBTLIMIT', 2);
  const users = await db
    .selectFrom('cable_subscriber as c')
    .leftJoin('cable_tariff as t', 't.cable_tariff_id', 'c.cable_tariff_id')
    .select(['c.active', 'c.balance_minor', 'c.cable_tariff_id', 'c.created', 't.fee_minor'])
    .execute();
  const paying = users.filter(user => user.active === 1 && user.balance_minor >= -limit * (user.fee_minor ?? 0));
  const money = await cableMoney(context);
  const onTariff = (option: string): number =>
    users.filter(user => user.cable_tariff_id === options.digits(option, -1)).length;
  return [
    ['c_totalusers', users.length],
    ['c_activeusers', paying.length],
    ['c_inactiveusers', users.length - paying.length],
    ['c_illegal', onTariff('UKV_ILLEGAL_TARIFFID')],
    ['c_complex', onTariff('UKV_COMPLEX_TARIFFID')],
    ['c_social', onTariff('UKV_SOCIAL_TARIFFID')],
    ['c_totalmoney', unitsText(money.sum)],
    ['c_paymentscount', money.count],
    ['c_arpu', unitsText(average(money.sum, money.count))],
    ['c_arpau', unitsText(average(money.sum, paying.length))],
    ['c_totaldebt', unitsText(users.reduce((debt, user) => debt + Math.min(user.balance_minor, 0), 0))],
    ['c_signups', users.filter(user => user.created >= momentOf(`${monthOf(today)}-01`)).length],
  ];
}

async function cableMoney({ db, today }: ActionContext) {
  return db
    .selectFrom('ledger')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('amount_minor'), sql<number>`0`).as('sum'),
      fn.countAll<number>().as('count'),
    ])
    .where('account', '=', 'cable')
    .where('kind', '=', 'payment')
    .where('amount_minor', '>', 0)
    .where('business_date', '>=', `${monthOf(today)}-01`)
    .where('business_date', '<=', today)
    .executeTakeFirstOrThrow();
}
