import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { dayOfMonth } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { markOnce } from '../ledger/mark-once.ts';
import { done } from '../reply.ts';
import { type IdRange, idRanges } from '../subscribers/id-ranges.ts';

const ROWS_AT_ONCE = 1000;

export const pt = defineAction({
  name: 'pt',
  summary: "Charge the fee of personal-day tariffs on each subscriber's own day of the month.",
  gate: { PT_ENABLED: 'ERROR: PT_DISABLED' },
  period: 'month',
  run: {
    handler: async context => {
      for await (const range of idRanges(context.db, ROWS_AT_ONCE)) {
        await context.transaction(async tx => {
          for (const member of await membersIn(tx, range)) await treat(context, tx, member);
        });
      }
      return done('OK: PT_ROCESSING');
    },
  },
});

type Member = Awaited<ReturnType<typeof membersIn>>[number];

/** Who has such a tariff, can pay and is not frozen. */
async function membersIn(tx: DatabaseTransaction, range: IdRange) {
  return tx
    .selectFrom('subscriber as s')
    .innerJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('personal_day as d', 'd.subscriber_id', 's.subscriber_id')
    .select(['s.subscriber_id', 's.login', 's.balance_minor', 's.credit_minor', 'd.day', 't.personal_day_fee_minor'])
    .where('t.personal_day_fee_minor', 'is not', null)
    .where('s.balance_minor', '>=', 0)
    .where('s.frozen', '=', 0)
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .orderBy('s.subscriber_id')
    .execute();
}

async function treat(context: ActionContext, tx: DatabaseTransaction, member: Member): Promise<void> {
  const today = dayOfMonth(context.today);
  if (member.day === null) await register(context, tx, member, today);
  else if (member.day === 0) await revive(context, tx, member, today);
  else if (member.day === today) await chargeFee(context, tx, member);
}

/** His day is today, or the first when the month is nearly over; the first fee may be taken at once. */
async function register(context: ActionContext, tx: DatabaseTransaction, member: Member, today: number): Promise<void> {
  const { options } = context;
  const isLate = today >= options.digits('PT_MAXDAY', 26);
  await setDay(context, tx, member, isLate ? 1 : today);
  if (!isLate && !options.isOff('PT_CHARGEONREG')) await chargeFee(context, tx, member);
  else await noFeeToday(context, tx, member);
}

/** He has money again: today is his day from now on, without a fee today. */
async function revive(context: ActionContext, tx: DatabaseTransaction, member: Member, today: number): Promise<void> {
  await setDay(context, tx, member, Math.min(today, context.options.digits('PT_MAXDAY', 26) - 1));
  await noFeeToday(context, tx, member);
}

/** Whatever he has; who then owes more than he may waits for money. */
async function chargeFee(context: ActionContext, tx: DatabaseTransaction, member: Member): Promise<void> {
  const { subscriber_id: ownerId, balance_minor, credit_minor, personal_day_fee_minor } = member;
  if (await isFreeToday(context, tx, member)) return;
  const fee = personal_day_fee_minor ?? 0;
  const isCharged = await chargeOnce(context, tx, { ownerId, amountMinor: -fee, note: 'PTFEE', kind: 'correction' });
  if (isCharged && balance_minor - fee < -credit_minor) await setDay(context, tx, member, 0);
}

async function setDay(context: ActionContext, tx: DatabaseTransaction, member: Member, day: number): Promise<void> {
  const last_modified = context.now.toISOString();
  await tx
    .insertInto('personal_day')
    .values({ subscriber_id: member.subscriber_id, day, last_modified })
    .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet({ day, last_modified }))
    .execute();
  context.changed(1);
  context.tell(`PT DAY (${member.login}) ON \`${day}\``);
}

/** So that a second run of the day takes no fee from whom the first one spared. */
async function noFeeToday(context: ActionContext, tx: DatabaseTransaction, { subscriber_id }: Member): Promise<void> {
  await markOnce(context, tx, freeSubject(subscriber_id), context.today);
}

async function isFreeToday(
  context: ActionContext,
  tx: DatabaseTransaction,
  { subscriber_id }: Member,
): Promise<boolean> {
  const mark = await tx
    .selectFrom('action_mark')
    .select('subject')
    .where('action', '=', context.action)
    .where('subject', '=', freeSubject(subscriber_id))
    .where('period', '=', context.today)
    .executeTakeFirst();
  return mark !== undefined;
}

function freeSubject(subscriberId: number): string {
  return `no fee from ${subscriberId}`;
}
