/** Texts of messages with `{LOGIN}` and its like. */
import { addDays } from '../calendar.ts';
import { fullAddress } from '../agents/full-address.ts';
import { daysLeft } from '../forecast/days-left.ts';
import { unitsText } from '../ledger/units.ts';
import type { Addressee } from './addressees.ts';

/** What a template may say of an addressee. */
export interface Occasion {
  readonly today: string;
  /** The number it goes to. */
  readonly number: string;
  /** A monthly fee is taken day by day. */
  readonly spread: boolean;
}

type Macro = (who: Addressee, occasion: Occasion) => string;

/** Puts in what is known; words in braces that are no macro stay as they are. */
export function fillTemplate(template: string, who: Addressee, occasion: Occasion): string {
  return replaceMacros(template, name => macros[name]?.(who, occasion));
}

/** Puts what a function gives in the place of `{NAME}`, however it is written; what it does not know stays. */
export function replaceMacros(template: string, valueOf: (name: string) => string | undefined): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => valueOf(name.toUpperCase()) ?? whole);
}

const macros: Readonly<Record<string, Macro>> = {
  LOGIN: who => who.login,
  REALNAME: who => (who.real_name ?? '').replaceAll("'", '`'),
  FULLADDRESS: who => fullAddress(who),
  ADDRESS: who => fullAddress(who),
  CASH: who => unitsText(who.balance_minor),
  ROUNDCASH: who => unitsText(who.balance_minor),
  CREDIT: who => unitsText(who.credit_minor),
  LACK: who => unitsText(Math.max(0, (who.next_fee_minor ?? who.fee_minor ?? 0) - who.balance_minor)),
  TARIFF: who => who.tariff_name ?? '',
  TARIFFPRICE: who => unitsText(who.fee_minor ?? 0),
  TARIFFPERIOD: who => who.fee_period ?? '',
  TARIFFNM: who => who.next_tariff ?? '',
  TARIFFNMPRICE: who => unitsText(who.next_fee_minor ?? 0),
  CONTRACT: who => who.contract ?? '',
  PAYMENTID: who => who.payment_id ?? '',
  PAYID: who => who.payment_id ?? '',
  PHONE: who => who.landline,
  MOBILE: (_who, { number }) => number,
  IP: who => who.ip ?? '',
  MAC: who => who.mac ?? '',
  EMAIL: who => who.email ?? '',
  CURDATE: (_who, { today }) => today,
  USERONLINELEFTDAY: (who, occasion) => String(Math.max(0, daysLeftOf(who, occasion))),
  USERONLINETODATE: (who, occasion) => addDays(occasion.today, Math.max(0, daysLeftOf(who, occasion))),
};

/** Days that his money lasts for the tariff alone. */
export function daysLeftOf(who: Addressee, { today, spread }: Pick<Occasion, 'today' | 'spread'>): number {
  const { balance_minor: balanceMinor, fee_minor, fee_period } = who;
  return daysLeft({ balanceMinor, feeMinor: fee_minor ?? 0, feePeriod: fee_period ?? 'month', today, spread });
}
