/** The actions by name. */
import { reset } from './access/reset.ts';
import { setculpa } from './access/setculpa.ts';
import type { Action } from './action.ts';
import { autocredit } from './credit/autocredit.ts';
import { sc } from './credit/sc.ts';
import { cudiscounts } from './discounts/cudiscounts.ts';
import { discountprocessing } from './discounts/discountprocessing.ts';
import { friendshipdaily } from './discounts/friendshipdaily.ts';
import { vserviceschargefee } from './fees/vserviceschargefee.ts';
import { autofreeze } from './freezing/autofreeze.ts';
import { autofreezemonth } from './freezing/autofreezemonth.ts';
import { freezedayscharge } from './freezing/freezedayscharge.ts';
import { freezemonth } from './freezing/freezemonth.ts';
import { usercash } from './money/usercash.ts';

const all: readonly Action[] = [
  reset,
  usercash,
  sc,
  setculpa,
  vserviceschargefee,
  discountprocessing,
  cudiscounts,
  autofreeze,
  autofreezemonth,
  freezemonth,
  freezedayscharge,
  autocredit,
  friendshipdaily,
];

export const actions: ReadonlyMap<string, Action> = new Map(all.map(action => [action.name, action]));
