import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { chargeAll } from '../ledger/charge-once.ts';
import { shareOf, unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import { countEachDay } from '../subscribers/count-each-day.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';

export const crimeandpunishment = defineAction({
  name: 'crimeandpunishment',
  summary: 'Count days in debt; on the day CAP_DAYLIMIT of them a fine falls.',
  gate: { CAP_ENABLED: 'ERROR:CRIMEANDPUNISHMENT_DISABLED' },
  run: {
    handler: async context => {
      await countEachDay(context, { membersIn, countDay });
      return done('OK:CRIMEANDPUNISHMENT');
    },
  },
});

type Member = Awaited<ReturnType<typeof membersIn>>[number];

/** Who is in debt, and who was. */
async function membersIn({ options }: ActionContext, tx: DatabaseTransaction, range: IdRange) {
  return tx
    .selectFrom('subscriber as s')
    .leftJoin('debt_days as d', 'd.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.subscriber_id', 's.login', 's.balance_minor', 's.credit_minor', 'd.days', 'd.last_date'])
    .select(['t.fee_minor', 't.personal_day_fee_minor'])
    .where('s.closed', 'is', null)
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .where(eb => eb.or([eb(eb('s.balance_minor', '+', eb.ref('s.credit_minor')), '<', 0), eb('d.days', '>', 0)]))
    .$if(options.isOn('CAP_IGNOREFROZEN'), query => query.where('s.frozen', '=', 0))
    .execute();
}

/** One more day for who is in debt, none for who is not any more, and the fines. */
async function countDay(context: ActionContext, tx: DatabaseTransaction, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  const limit = context.options.digits('CAP_DAYLIMIT', 0);
  const rows = members.map(member => {
    return {
      subscriber_id: member.subscriber_id,
      days: isInDebt(member) ? (member.days ?? 0) + 1 : 0,
      last_date: context.today,
    };
  });
  await tx
    .insertInto('debt_days')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .column('subscriber_id')
        .doUpdateSet(eb => ({ days: eb.ref('excluded.days'), last_date: eb.ref('excluded.last_date') })),
    )
    .execute();
  context.changed(rows.length);
  const guilty = members.filter(member => isInDebt(member) && member.days === limit);
  await fine(context, tx, guilty, limit);
}

function isInDebt({ balance_minor, credit_minor }: Member): boolean {
  return balance_minor < -credit_minor;
}

async function fine(
  context: ActionContext,
  tx: DatabaseTransaction,
  guilty: readonly Member[],
  days: number,
): Promise<void> {
  const fines = guilty.flatMap(member => {
    const amountMinor = -fineOf(context, member);
    if (amountMinor !== 0) context.tell(`BALANCEADD (${member.login}) ON ${unitsText(amountMinor)}`);
    return amountMinor === 0 ? [] : [{ ownerId: member.subscriber_id, amountMinor, note: `PENALTY:${days}` }];
  });
  await chargeAll(context, tx, { cashTypeId: context.options.digits('CAP_PAYID', 1) }, fines);
}

/** A fixed sum, or a share of the fee. */
function fineOf({ options }: ActionContext, { fee_minor, personal_day_fee_minor }: Member): number {
  const basisPoints = options.money('CAP_PENALTY_PERCENT') ?? 0;
  if (basisPoints === 0) return options.money('CAP_PENALTY') ?? 0;
  const personalFee = options.isOn('PT_ENABLED') ? (personal_day_fee_minor ?? 0) : 0;
  return shareOf(fee_minor || personalFee, basisPoints);
}
