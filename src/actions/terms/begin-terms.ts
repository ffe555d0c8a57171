/** First part of ddt: who came to a fixed-term tariff gets its end planned and its first charge. */
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { addDays, addMonths, dayOfMonth, lastDayOfMonth, monthOf } from '../calendar.ts';
import { setCredit } from '../credit/set-credit.ts';
import { inBatches } from '../in-batches.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { unitsText } from '../ledger/units.ts';

/** Everybody on such a tariff who has no change of tariff before him. */
export async function beginTerms(context: ActionContext): Promise<void> {
  await inBatches(context, await newcomers(context), async (tx, subscriberId) => {
    const member = await memberOf(tx, subscriberId);
    if (member !== undefined) await beginTerm(context, tx, member);
  });
}

type Member = NonNullable<Awaited<ReturnType<typeof memberOf>>>;

async function newcomers({ db }: ActionContext): Promise<readonly number[]> {
  const rows = await membersWithoutPlan(db).select('s.subscriber_id').orderBy('s.subscriber_id').execute();
  return rows.map(row => row.subscriber_id);
}

/** Looked at again in the transaction that plans for him: a crash before it or a run beside it leaves him whole. */
async function memberOf(tx: DatabaseTransaction, subscriberId: number) {
  return membersWithoutPlan(tx)
    .innerJoin('tariff as next', 'next.tariff_id', 'f.next_tariff_id')
    .selectAll('f')
    .select(['s.subscriber_id', 's.login', 't.tariff_name', 't.fee_minor', 'next.tariff_name as next_name'])
    .where('s.subscriber_id', '=', subscriberId)
    .executeTakeFirst();
}

function membersWithoutPlan(db: ActionContext['db']) {
  return db
    .selectFrom('fixed_term_tariff as f')
    .innerJoin('subscriber as s', 's.tariff_id', 'f.tariff_id')
    .innerJoin('tariff as t', 't.tariff_id', 'f.tariff_id')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('task')
            .select('task.task_id')
            .whereRef('task.login', '=', 's.login')
            .where('task.task_action', '=', 'tariffchange')
            .where('task.state', '=', 'due'),
        ),
      ),
    );
}

async function beginTerm(context: ActionContext, tx: DatabaseTransaction, member: Member): Promise<void> {
  const end = endOf(context, member);
  await planEnd(context, tx, member, end);
  await chargeFirst(context, tx, member, end);
  if (member.set_credit === 1) await coverDebt(context, tx, member);
}

/** The last day of the term's last month, or so many days from now. */
function endOf({ today, options }: ActionContext, { fee_period, duration, starts_now }: Member): string {
  const periods = duration - starts_now;
  if (fee_period === 'day') return addDays(today, periods);
  const lastDay = lastDayOfMonth(addMonths(monthOf(today), periods));
  return addDays(lastDay, -options.digits('DDT_ENDPREVDAYS', 0));
}

async function planEnd(context: ActionContext, tx: DatabaseTransaction, member: Member, end: string): Promise<void> {
  const { subscriber_id, login, tariff_id, next_tariff_id, next_name } = member;
  const notes = `Doomsday tariff: ${member.tariff_name}`;
  const { task_id } = await tx
    .insertInto('task')
    .values({
      due: end,
      login,
      task_action: 'tariffchange',
      param: next_name,
      notes,
      state: 'due',
      created: context.now.toISOString(),
    })
    .returning('task_id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('fixed_term')
    .values({ subscriber_id, tariff_id, next_tariff_id, start_date: context.today, end_date: end, task_id })
    .execute();
  context.changed(2);
  context.count('planned');
  context.tell(
    `SCHEDULER CREATE ID [${task_id}] (${login})  DATE \`${end} \`ACTION \`tariffchange\` NOTE \`${notes}\``,
  );
}

/** The fee up to its day of the month, and what is charged whatever the day: once for the term. */
async function chargeFirst(
  context: ActionContext,
  tx: DatabaseTransaction,
  member: Member,
  end: string,
): Promise<void> {
  const { tariff_name, fee_minor, charge_until_day, charge_absolute_minor: absolute } = member;
  const isEarly = charge_until_day >= dayOfMonth(context.today);
  if (member.charge_fee === 1 && isEarly && fee_minor !== 0) {
    await charge(context, tx, member, { what: 'fee', minor: fee_minor, note: `DDT: ${tariff_name}`, end });
  }
  if (absolute > 0) {
    const note = `DDT: ABSOLUTE ${unitsText(absolute)}`;
    await charge(context, tx, member, { what: 'absolute', minor: absolute, note, end });
  }
}

interface FirstCharge {
  readonly what: string;
  readonly minor: number;
  readonly note: string;
  readonly end: string;
}

async function charge(
  context: ActionContext,
  tx: DatabaseTransaction,
  { subscriber_id, login, tariff_id, tariff_name }: Member,
  { what, minor, note, end }: FirstCharge,
): Promise<void> {
  const subject = `${what} of term ${tariff_id}`;
  const row = { ownerId: subscriber_id, amountMinor: -minor, note, subject, period: `until ${end}` };
  if (!(await chargeOnce(context, tx, { ...row, kind: 'correction' }))) return;
  const whatFor = what === 'fee' ? `TARIFF \`${tariff_name}\`` : 'ABSOLUTE';
  context.tell(`DDT FEE CHARGE (${login}) ${whatFor} ON -${unitsText(minor)}`);
}

/** Who is then below what he may owe gets a credit of all that he owes. */
async function coverDebt(context: ActionContext, tx: DatabaseTransaction, member: Member): Promise<void> {
  const { subscriber_id, login } = member;
  const { balance_minor, credit_minor } = await tx
    .selectFrom('subscriber')
    .select(['balance_minor', 'credit_minor'])
    .where('subscriber_id', '=', subscriber_id)
    .executeTakeFirstOrThrow();
  if (balance_minor >= -credit_minor) return;
  const until = creditEnd(context, member);
  await setCredit(context, tx, subscriber_id, -balance_minor, until);
  context.tell(`DDT CHANGE Credit (${login}) ON ${unitsText(-balance_minor)}`);
  context.tell(`DDT CHANGE CreditExpire (${login}) ON ${until}`);
}

function creditEnd({ today }: ActionContext, { credit_days, fee_period }: Member): string {
  if (credit_days > 0) return addDays(today, credit_days);
  return fee_period === 'day' ? addDays(today, 3) : lastDayOfMonth(monthOf(today));
}
