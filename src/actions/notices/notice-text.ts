import type { ActionContext } from '../action.ts';
import { transliterate } from '../messages/transliterate.ts';
import { addDays } from '../calendar.ts';
import { unitsText } from '../ledger/units.ts';

export interface NoticeFacts {
  readonly login: string;
  readonly amount_minor: number;
  readonly after_minor: number;
}

/** The text of OP_SMS_NOTIFY_TEXT with its macros replaced; in Latin letters when the option wants that. */
export function noticeText({ options, today }: ActionContext, facts: NoticeFacts, daysLeft: number): string {
  const macros: Readonly<Record<string, string>> = {
    '{LOGIN}': facts.login,
    '{ROUNDPAYMENTAMOUNT}': unitsText(facts.amount_minor),
    '{ROUNDBALANCE}': unitsText(facts.after_minor),
    '{USERONLINELEFTDAY}': String(Math.max(daysLeft, 0)),
    '{USERONLINETODATE}': addDays(today, Math.max(daysLeft, 0)),
  };
  const text = (options.text('OP_SMS_NOTIFY_TEXT') ?? '').replaceAll(/\{[A-Z]+\}/g, macro => macros[macro] ?? macro);
  return options.isOn('OP_SMS_NOTIFY_FORCED_TRANSLIT') ? transliterate(text) : text;
}
