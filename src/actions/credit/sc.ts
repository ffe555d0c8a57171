import { isDay } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { unitsText } from '../ledger/units.ts';
import { digits, money, optionalMoney, text } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { setCredit } from './set-credit.ts';

const missing = 'ERROR:PARAMS_MISSED';

export const sc = defineAction({
  name: 'sc',
  summary: "Set a subscriber's credit with its last day, and charge for it once.",
  params: {
    login: text({ summary: 'login', missing }),
    cr: money({ summary: 'credit', missing, wrong: missing }),
    end: text({ summary: 'last day, such as 2026-12-31; any other text is an endless credit', missing }),
    ct: digits({ summary: 'cash type', missing, fallback: 1 }),
    fee: optionalMoney({ summary: 'what it costs', wrong: missing }),
  },
  lock: 'none',
  run: {
    handler: async (context, { login, cr, end, ct, fee = 0 }) =>
      context.transaction(async tx => {
        const subscriber = await findSubscriber(tx, login);
        if (subscriber === undefined) return done('SC:OK', `no subscriber ${login}: nothing was done`);
        const ownerId = subscriber.subscriber_id;
        await setCredit(context, tx, ownerId, cr, isDay(end) ? end : null);
        if (fee <= 0) return done('SC:OK', fee < 0 ? 'a negative fee is not charged' : undefined);
        const subject = `credit ${unitsText(cr)} for ${unitsText(fee)}`;
        await chargeOnce(context, tx, {
          ownerId,
          amountMinor: -fee,
          note: 'SCFEE',
          cashTypeId: ct,
          subject,
          period: `until ${end}`,
        });
        return done('SC:OK');
      }),
  },
});
