import { daysLeftOf } from '../forecast/days-left-of.ts';
import { done } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';
import { askedLogin } from './mobiles.ts';

/** Days that the money lasts: -1 in debt, -2 when nothing is charged, 0 for nobody. */
export const onlineDaysLeft: SubAction = async (context, asked) => {
  const withServices = asked.includevsrvs || context.options.isOn('FUNDSFLOW_CONSIDER_VSERVICES');
  return done(String(await daysLeftOf(context, await askedLogin(context.db, asked), withServices)));
};
