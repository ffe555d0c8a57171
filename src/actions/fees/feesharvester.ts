import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeAll } from '../ledger/charge-once.ts';
import { unitsText } from '../ledger/units.ts';
import { flag } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { type LoggedFee, readFeeLog } from './read-fee-log.ts';

const FEES_AT_ONCE = 500;

export const feesharvester = defineAction({
  name: 'feesharvester',
  summary: 'Copy the fees that Stargazer took from its log into the ledger, where they move nothing.',
  params: {
    full: flag({ summary: 'the whole log instead of this month', presence: 'present' }),
    today: flag({ summary: 'this day only', presence: 'present' }),
  },
  gate: { FEES_HARVESTER: 'ERROR:FEES_HARVESTER_DISABLED' },
  lock: { overlap: 'skip', busy: 'WARNING:FEES_HARVESTER_ALREADY_RUNING' },
  run: {
    handler: async (context, { full, today }) => {
      const mask = today ? context.today : full ? '' : monthOf(context.today);
      let read = 0;
      let harvested = 0;
      let waiting: LoggedFee[] = [];
      for await (const fee of readFeeLog(context, mask)) {
        read++;
        waiting.push(fee);
        if (waiting.length < FEES_AT_ONCE) continue;
        harvested += await keep(context, waiting);
        waiting = [];
      }
      harvested += await keep(context, waiting);
      context.tell(`FEES HARVESTED \`${harvested}\` OF \`${read}\` RECORDS PARSED BY \`${mask || 'ALL_TIME'}\``);
      return done(`OK: FEES HARVESTED \`${harvested}\``);
    },
  },
});

async function keep(context: ActionContext, fees: readonly LoggedFee[]): Promise<number> {
  if (fees.length === 0) return 0;
  return context.transaction(async tx => {
    let kept = 0;
    for (const fee of fees) {
      const { login, day, time, beforeMinor, afterMinor } = fee;
      const subscriber = await findSubscriber(tx, login);
      if (subscriber === undefined) {
        context.count('of nobody');
        continue;
      }
      if (await isTakenOver(tx, subscriber.subscriber_id, fee)) {
        context.count('already');
        continue;
      }
      const subject = `${time} ${unitsText(beforeMinor)} ${unitsText(afterMinor)}`;
      const shownMinor = afterMinor - beforeMinor;
      const row = { ownerId: subscriber.subscriber_id, amountMinor: 0, shownMinor, note: '', subject };
      const charge = { kind: 'fee', cashTypeId: 0, period: day } as const;
      // The row belongs to the day of the log.
      kept += await chargeAll({ ...context, today: day }, tx, charge, [row]);
    }
    return kept;
  });
}

/** Whether Ubilling had harvested it before its dump was imported. */
async function isTakenOver(tx: DatabaseTransaction, ownerId: number, fee: LoggedFee): Promise<boolean> {
  const moment = new Date(`${fee.day}T${fee.time}`);
  if (Number.isNaN(moment.getTime())) return false;
  const known = await tx
    .selectFrom('ledger')
    .select('ledger_id')
    .where('owner_id', '=', ownerId)
    .where('account', '=', 'main')
    .where('action', '=', 'import')
    .where('kind', '=', 'fee')
    .where('created', '=', moment.toISOString())
    .where('shown_minor', '=', fee.afterMinor - fee.beforeMinor)
    .executeTakeFirst();
  return known !== undefined;
}
