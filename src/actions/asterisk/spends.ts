/** What a subscriber pays for. */
import { servicesOf } from '../forecast/services-of.ts';
import { phpJson } from '../formats/php-json.ts';
import { unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import type { Asked, SubAction } from './asterisk-params.ts';
import { askedLogin } from './mobiles.ts';
import type { Database } from '../../store/schema.ts';

/** How many virtual services he has; each time that he has one counts. */
export const countServices: SubAction = async ({ db }, asked) => {
  const subscriber = await askedSubscriber(db, asked);
  const services = subscriber === undefined ? [] : await servicesOf(db, subscriber.subscriber_id);
  return done(String(services.reduce((sum, service) => sum + service.quantity, 0)));
};

/** Price and period of his tariff and of each service, as JSON. */
export const spends: SubAction = async ({ db }, asked) => {
  const subscriber = await askedSubscriber(db, asked);
  if (subscriber === undefined) return done('[]');
  const { tariff_name, fee_minor, fee_period } = subscriber;
  const tariff = tariff_name === null ? [] : [spend(tariff_name, fee_minor ?? 0, fee_period ?? '')];
  const services = (await servicesOf(db, subscriber.subscriber_id)).map(({ tag_name, price_minor, period_days }) =>
    spend(tag_name, price_minor, String(period_days)),
  );
  return done(phpJson(new Map([...tariff, ...services])));
};

function spend(name: string, priceMinor: number, daysperiod: string) {
  return [
    name,
    new Map([
      ['price', unitsText(priceMinor)],
      ['daysperiod', daysperiod],
    ]),
  ] as const;
}

async function askedSubscriber(db: Database, asked: Asked) {
  return db
    .selectFrom('subscriber as s')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.subscriber_id', 't.tariff_name', 't.fee_minor', 't.fee_period'])
    .where('s.login', '=', await askedLogin(db, asked))
    .executeTakeFirst();
}
