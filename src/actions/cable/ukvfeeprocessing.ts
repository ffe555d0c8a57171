import type { ActionContext } from '../action.ts';
import { monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeAll } from '../ledger/charge-once.ts';
import { markOnce } from '../ledger/mark-once.ts';
import { done } from '../reply.ts';

const ROWS_AT_ONCE = 1000;

export const ukvfeeprocessing = defineAction({
  name: 'ukvfeeprocessing',
  summary: 'Take the monthly fee from the subscribers of the cable TV.',
  gate: { UKV_ENABLED: 'ERROR:NO_UKV_ENABLED' },
  period: 'month',
  run: {
    handler: async context => {
      if (await isCharged(context)) {
        context.tell('UKV FEE CHARGE DOUBLE TRY');
        return done('OK:UKVFEEPROCESSING:0', 'the month was charged before');
      }
      await changeTariffs(context);
      const members = await membersOf(context);
      for (let at = 0; at < members.length; at += ROWS_AT_ONCE) {
        const rows = members.slice(at, at + ROWS_AT_ONCE).map(member => feeOf(context, member));
        await context.transaction(tx => chargeAll(context, tx, { account: 'cable' }, rows));
      }
      await context.transaction(tx => markOnce(context, tx, ''));
      context.tell(`UKV FEE CHARGED FOR ${members.length} USERS`);
      return done(`OK:UKVFEEPROCESSING:${members.length}`);
    },
  },
});

/** The mark comes last: a month that was broken off goes on where it ended, each subscriber's own row tells. */
async function isCharged({ db, action, period }: ActionContext): Promise<boolean> {
  const mark = await db
    .selectFrom('action_mark')
    .select('period')
    .where('action', '=', action)
    .where('subject', '=', '')
    .where('period', '=', period)
    .executeTakeFirst();
  return mark !== undefined;
}

/** Planned changes of tariff come before the fee. */
async function changeTariffs(context: ActionContext): Promise<void> {
  await context.transaction(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('cable_subscriber')
      .set(eb => ({ cable_tariff_id: eb.ref('next_cable_tariff_id'), next_cable_tariff_id: null }))
      .where('next_cable_tariff_id', 'is not', null)
      .executeTakeFirst();
    context.changed(Number(numUpdatedRows));
  });
}

type Member = Awaited<ReturnType<typeof membersOf>>[number];

async function membersOf({ db }: ActionContext) {
  return db
    .selectFrom('cable_subscriber as c')
    .leftJoin('cable_tariff as t', 't.cable_tariff_id', 'c.cable_tariff_id')
    .select(['c.cable_subscriber_id', 'c.active', 't.tariff_name', 't.fee_minor'])
    .orderBy('c.cable_subscriber_id')
    .execute();
}

/** Who pays nothing gets a row that says why. */
function feeOf({ today }: ActionContext, member: Member) {
  const { cable_subscriber_id: ownerId, active, tariff_name, fee_minor } = member;
  if (tariff_name === null || fee_minor === null) return { ownerId, amountMinor: 0, note: 'UKVFEE: NO_TARIFF_SET' };
  if (active === 0) return { ownerId, amountMinor: 0, note: 'UKVFEE: USER_NOT_ACTIVE' };
  return { ownerId, amountMinor: -Math.abs(fee_minor), note: `UKVFEE:${tariff_name} ${monthName(today)}` };
}

/** `November 2026`. */
function monthName(day: string): string {
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(new Date(day));
  return `${name} ${monthOf(day).slice(0, 4)}`;
}
