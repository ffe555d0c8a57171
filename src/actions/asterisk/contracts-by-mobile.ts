import { phpJson } from '../formats/php-json.ts';
import { done } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';
import { mobilesWith } from './mobiles.ts';

/** The contracts of who has a mobile with that text in it; null for those without one. */
export const contractsByMobile: SubAction = async ({ db }, { number }) => {
  const owners = number === undefined ? [] : await mobilesWith(db, number);
  return done(phpJson(owners.map(({ contract }) => contract)));
};
