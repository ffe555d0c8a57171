import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { LoyaltyTable } from '../../store/tables/subscriber-state.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { chargeAll } from '../ledger/charge-once.ts';
import { shareOf, unitsText } from '../ledger/units.ts';
import { done } from '../reply.ts';
import { countEachDay } from '../subscribers/count-each-day.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';

export const cudiscounts = defineAction({
  name: 'cudiscounts',
  summary: 'Count days without debt; enough of them pay out a growing part of the fee.',
  gate: { CUD_ENABLED: 'ERROR:CUDISCOUNTS_DISABLED' },
  run: {
    handler: async context => {
      await countEachDay(context, { membersIn, countDay });
      return done('OK:CUDISCOUNTS');
    },
  },
});

type Member = Awaited<ReturnType<typeof membersIn>>[number];

async function membersIn({ options }: ActionContext, tx: DatabaseTransaction, range: IdRange) {
  const onlyTag = options.digits('CUD_ONLY_TAGID', 0);
  const field = options.digits('CUD_CFID', 0);
  return tx
    .selectFrom('subscriber as s')
    .leftJoin('loyalty as l', 'l.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('subscriber_field as f', join =>
      join.onRef('f.subscriber_id', '=', 's.subscriber_id').on('f.custom_field_id', '=', field),
    )
    .select(['s.subscriber_id', 's.balance_minor', 's.credit_minor', 's.frozen', 's.down', 't.fee_minor'])
    .select(['l.days', 'l.basis_points', 'l.last_date', 'f.value as personal'])
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .$if(onlyTag !== 0, query =>
      query.where('s.subscriber_id', 'in', eb =>
        eb.selectFrom('subscriber_tag').select('subscriber_id').where('tag_id', '=', onlyTag),
      ),
    )
    .execute();
}

/** The counters of all of them, and the payouts of those who have reached their day. */
async function countDay(context: ActionContext, tx: DatabaseTransaction, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  const { options } = context;
  const states = members.map(member => ({ member, next: nextState(context, member) }));
  const rows = states.map(({ member, next: { days, basis_points } }) => {
    return { subscriber_id: member.subscriber_id, days, basis_points, last_date: context.today };
  });
  await upsert(tx, rows);
  context.count('counted', rows.length);
  context.changed(rows.length);
  const payouts = states.flatMap(({ member, next }) => {
    const amountMinor = next.paysOut ? shareOf(member.fee_minor ?? 0, next.basis_points) : 0;
    if (amountMinor === 0) return [];
    return [{ ownerId: member.subscriber_id, amountMinor, note: `DISCOUNT:${unitsText(next.basis_points)}` }];
  });
  const kind = options.text('CUD_OPERATION') === 'CORR' ? ('correction' as const) : ('payment' as const);
  await chargeAll(context, tx, { kind, cashTypeId: options.digits('CUD_PAYID', 1) }, payouts);
}

interface State {
  readonly days: number;
  readonly basis_points: number;
  readonly paysOut: boolean;
}

/** The day after: one more good day, a payout with a greater share, or the beginning again. */
function nextState({ options }: ActionContext, member: Member): State {
  const isGood = member.balance_minor >= -member.credit_minor && member.frozen === 0 && member.down === 0;
  const { days, basis_points } = member;
  if (days === null || basis_points === null) return { days: isGood ? 1 : 0, basis_points: 0, paysOut: false };
  if (!isGood) return { days: 0, basis_points: days === 0 ? basis_points : 0, paysOut: false };
  const personal = personalPoints(member.personal);
  if (days < options.digits('CUD_PULLDAYS', 0)) {
    return { days: days + 1, basis_points: personal ?? basis_points, paysOut: false };
  }
  const limit = options.digits('CUD_PERCENTLIMIT', 0) * 100;
  const grown = basis_points < limit ? basis_points + options.digits('CUD_PERCENT', 0) * 100 : limit;
  return { days: 0, basis_points: personal ?? grown, paysOut: true };
}

/** A percentage of his own, when the field holds one. */
function personalPoints(text: string | null): number | undefined {
  const percent = Number(text ?? '');
  return percent > 0 && Number.isFinite(percent) ? Math.round(percent * 100) : undefined;
}

async function upsert(tx: DatabaseTransaction, rows: readonly Insertable<LoyaltyTable>[]): Promise<void> {
  await tx
    .insertInto('loyalty')
    .values([...rows])
    .onConflict(conflict =>
      conflict.column('subscriber_id').doUpdateSet(eb => ({
        days: eb.ref('excluded.days'),
        basis_points: eb.ref('excluded.basis_points'),
        last_date: eb.ref('excluded.last_date'),
      })),
    )
    .execute();
}
