import type { ActionContext } from '../action.ts';
import { daysLeft, priceInPeriod } from './days-left.ts';
import { servicesOf } from './services-of.ts';

/** Days that somebody's money lasts, by his tariff and, when asked, his virtual services; 0 for nobody, and for who has no tariff. */
export async function daysLeftOf(context: ActionContext, login: string, withServices: boolean): Promise<number> {
  const { db, options, today } = context;
  const subscriber = await db
    .selectFrom('subscriber as s')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.subscriber_id', 's.balance_minor', 't.fee_minor', 't.fee_period'])
    .where('s.login', '=', login)
    .executeTakeFirst();
  if (subscriber === undefined || subscriber.fee_minor === null || subscriber.fee_period === null) return 0;
  const feePeriod = subscriber.fee_period;
  const services = withServices ? await servicesOf(db, subscriber.subscriber_id) : [];
  const prices = services.map(service =>
    priceInPeriod(service.price_minor * service.quantity, service.period_days, feePeriod),
  );
  return daysLeft({
    balanceMinor: subscriber.balance_minor,
    feeMinor: prices.reduce((sum, price) => sum + price, subscriber.fee_minor),
    feePeriod,
    today,
    spread: options.isOn('SPREAD_FEE'),
  });
}
