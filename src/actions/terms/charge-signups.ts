/** Second part of ddt: what a tariff takes on the day somebody registers. */
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { addDays, dayOfMonth, momentOf } from '../calendar.ts';
import { setCredit } from '../credit/set-credit.ts';
import { inBatches } from '../in-batches.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { unitsText } from '../ledger/units.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';

/** Everybody who came today to a tariff with such a charge, once. */
export async function chargeSignups(context: ActionContext): Promise<void> {
  const newcomers = await newcomersOf(context);
  await inBatches(context, newcomers, (tx, newcomer) => chargeSignup(context, tx, newcomer));
}

type Newcomer = Awaited<ReturnType<typeof newcomersOf>>[number];

async function newcomersOf({ db, today }: ActionContext) {
  return db
    .selectFrom('signup_charge as c')
    .innerJoin('subscriber as s', 's.tariff_id', 'c.tariff_id')
    .innerJoin('tariff as t', 't.tariff_id', 'c.tariff_id')
    .select(['s.subscriber_id', 's.login', 't.tariff_name', 't.fee_minor'])
    .select(['c.charge_fee', 'c.charge_absolute_minor', 'c.credit_days'])
    .where('s.created', '>=', momentOf(today))
    .where('s.created', '<', momentOf(addDays(today, 1)))
    .where(eb => eb.or([eb('c.until_day', '=', 0), eb('c.until_day', '>=', dayOfMonth(today))]))
    .orderBy('s.subscriber_id')
    .execute();
}

async function chargeSignup(context: ActionContext, tx: DatabaseTransaction, newcomer: Newcomer): Promise<void> {
  const { subscriber_id: ownerId, login, tariff_name, credit_days } = newcomer;
  const minor = newcomer.charge_absolute_minor + (newcomer.charge_fee === 1 ? newcomer.fee_minor : 0);
  if (minor <= 0) return;
  const row = { ownerId, amountMinor: -minor, note: `DDT: ${tariff_name}`, subject: 'signup', period: context.today };
  if (!(await chargeOnce(context, tx, { ...row, kind: 'correction' }))) return;
  context.tell(`DDT FEE CHARGE (${login}) TARIFF \`${tariff_name}\` ON -${unitsText(minor)}`);
  const after = await findSubscriber(tx, login);
  const debt = -(after?.balance_minor ?? 0);
  if (debt <= 0 || credit_days === 0) return;
  const until = addDays(context.today, credit_days);
  await setCredit(context, tx, ownerId, debt, until);
  context.tell(`DDT CHANGE Credit (${login}) ON ${unitsText(debt)}`);
  context.tell(`DDT CHANGE CreditExpire (${login}) ON ${until}`);
}
