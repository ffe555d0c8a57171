import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { FreezeDaysTable } from '../../store/tables/subscriber-state.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { flag, optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { type IdRange, idRanges } from '../subscribers/id-ranges.ts';

const LOG = 'FREEZE DAYS CHARGE:';

export const freezedayscharge = defineAction({
  name: 'freezedayscharge',
  summary: 'Count days frozen, unfreeze those who used all of theirs, and give days back to those who worked.',
  params: {
    param: optionalText({ summary: 'debug2ublog: write each step to the log' }),
    verbosedebug: flag({ summary: 'also what was left alone' }),
  },
  gate: { FREEZE_DAYS_CHARGE_ENABLED: 'ERROR:FREEZE_DAYS_CHARGE_DISABLED' },
  run: {
    handler: async (context, { param, verbosedebug }) => {
      const tell = teller(context, param === 'debug2ublog', verbosedebug);
      let seen = 0;
      let counted = 0;
      for await (const range of idRanges(context.db)) {
        await context.transaction(async tx => {
          await addMissing(context, tx, range);
          const rows = await daysIn(tx, range);
          seen += rows.length;
          for (const row of rows) if (await countDay(context, tx, row, tell)) counted++;
        });
      }
      if (seen === 0) return done('OK:FREEZE_DAYS_CHARGE_NO_USERS');
      context.tell(`${LOG} frozen users to process charge total amount [${seen}]`);
      context.tell(`${LOG} processed frozen users amount [${counted}]`);
      return done('OK:FREEZE_DAYS_CHARGE');
    },
  },
});

type Days = Awaited<ReturnType<typeof daysIn>>[number];
type Tell = { step(text: string): void; leftAlone(login: string): void };

function teller(context: ActionContext, isLoud: boolean, isLouder: boolean): Tell {
  return {
    step: text => {
      if (isLoud) context.tell(`${LOG} ${text}`);
    },
    leftAlone: login => {
      if (isLoud && isLouder) context.tell(`${LOG} skipping processing for login \`${login}\``);
    },
  };
}

/** Who is frozen and has no days yet gets the days that everybody gets. */
async function addMissing({ options }: ActionContext, tx: DatabaseTransaction, range: IdRange): Promise<void> {
  const granted = options.digits('FREEZE_DAYS_INITIAL_AMOUNT', 365);
  const restoreAfter = options.digits('FREEZE_DAYS_WORK_TO_RESTORE', 120);
  await tx
    .insertInto('freeze_days')
    .columns(['subscriber_id', 'granted', 'restore_after'])
    .expression(eb =>
      eb
        .selectFrom('subscriber as s')
        .select(from => [
          's.subscriber_id',
          from.val(granted).as('granted'),
          from.val(restoreAfter).as('restore_after'),
        ])
        .where('s.frozen', '=', 1)
        .where('s.subscriber_id', '>', range.after)
        .where('s.subscriber_id', '<=', range.upTo),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

async function daysIn(tx: DatabaseTransaction, range: IdRange) {
  return tx
    .selectFrom('freeze_days as d')
    .innerJoin('subscriber as s', 's.subscriber_id', 'd.subscriber_id')
    .selectAll('d')
    .select(['s.login', 's.frozen', 's.down', 's.balance_minor', 's.credit_minor'])
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .execute();
}

/** Counts the day for one of them, once; false when there was nothing to count. */
async function countDay(context: ActionContext, tx: DatabaseTransaction, days: Days, tell: Tell): Promise<boolean> {
  const { today } = context;
  if (days.last_used === today || days.last_worked === today) {
    context.count('already');
    return false;
  }
  if (days.frozen === 1) await countFrozen(context, tx, days, tell);
  else if (worksOffDays(days)) await countWorked(context, tx, days, tell);
  else {
    tell.leftAlone(days.login);
    return false;
  }
  context.count('counted');
  return true;
}

async function countFrozen(context: ActionContext, tx: DatabaseTransaction, days: Days, tell: Tell): Promise<void> {
  const { subscriber_id, login, used, granted } = days;
  if (used >= granted) {
    await tx.updateTable('subscriber').set({ frozen: 0 }).where('subscriber_id', '=', subscriber_id).execute();
    context.count('unfrozen');
    context.changed(1);
  }
  await update(context, tx, subscriber_id, { used: used + 1, last_used: context.today });
  tell.step(`used freeze days amount increased from [${used}] to [${used + 1}] for login \`${login}\``);
}

/** Who used up his days, is not in debt and not switched off. */
function worksOffDays({ used, granted, down, balance_minor, credit_minor }: Days): boolean {
  return used >= granted && down === 0 && balance_minor > -credit_minor;
}

async function countWorked(context: ActionContext, tx: DatabaseTransaction, days: Days, tell: Tell): Promise<void> {
  const { subscriber_id, login, worked, restore_after } = days;
  const isRestored = worked + 1 >= restore_after;
  const counters = isRestored ? { used: 0, worked: 0 } : { worked: worked + 1 };
  await update(context, tx, subscriber_id, { ...counters, last_worked: context.today });
  tell.step(`worked days amount increased from [${worked}] to [${worked + 1}] for login \`${login}\``);
}

async function update(
  context: ActionContext,
  tx: DatabaseTransaction,
  subscriberId: number,
  set: Partial<Insertable<FreezeDaysTable>>,
): Promise<void> {
  await tx.updateTable('freeze_days').set(set).where('subscriber_id', '=', subscriberId).execute();
  context.changed(1);
}
