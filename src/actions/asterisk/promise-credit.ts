import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { addDays, momentOf, monthOf } from '../calendar.ts';
import { setCredit } from '../credit/set-credit.ts';
import { parseUnits, unitsText } from '../ledger/units.ts';
import { done, refused } from '../reply.ts';
import { findSubscriber, type Subscriber } from '../subscribers/find-subscriber.ts';
import type { SubAction } from './asterisk-params.ts';

/** A promised payment: a credit for some days to who is in debt. */
export const promiseCredit: SubAction = async (context, { login = '', money: sum = '0', expiredays }) => {
  const money = parseUnits(sum);
  if (money === undefined) return refused('ERROR: MISTAKE PARAMETR', `'${sum}' is no amount`);
  return context.transaction(async tx => {
    const subscriber = await findSubscriber(tx, login);
    const refusal = subscriber === undefined ? noUser : await refusalOf(context, tx, subscriber, money);
    if (subscriber === undefined || refusal !== undefined) {
      context.tell(`ASTERISK ${(refusal ?? noUser).told(login)}`);
      return refused(`ASTERISK ${(refusal ?? noUser).text}`);
    }
    const until = addDays(context.today, expiredays);
    const source = isChecked(context) ? 'cabinet' : context.action;
    await setCredit(context, tx, subscriber.subscriber_id, money, until, source);
    context.tell(`ASTERISK CHANGE Credit (${login}) ON ${unitsText(money)}`);
    context.tell(`ASTERISK CHANGE CreditExpire (${login}) ON ${until}`);
    return done('ASTERISK CREDIT SET SUCCESSFULY');
  });
};

interface Refusal {
  readonly text: string;
  readonly told: (login: string) => string;
}

function notAvailable(why: string): Refusal {
  return { text: `CREDIT NOT AVAILABLE: ${why}`, told: login => `CREDIT TRY (${login}): ${why}` };
}

const noUser: Refusal = { text: 'CREDIT NOT SET: EMPTY USERDATA', told: () => 'CREDIT NOT SET: EMPTY USERDATA' };

const notInDebt: Refusal = {
  text: 'CREDIT NOT SET: CASH > 0 OR NOT SET',
  told: login => `CREDIT NOT SET (${login}): CASH > 0 OR NOT SET`,
};

const stillActive: Refusal = {
  text: 'CREDIT NOT AVAILABLE: CREDIT IS CURRENTLY ACTIVE',
  told: login => `CREDIT GET TRY (${login}): CREDIT IS CURRENTLY ACTIVE`,
};

async function refusalOf(
  context: ActionContext,
  tx: DatabaseTransaction,
  subscriber: Subscriber,
  money: number,
): Promise<Refusal | undefined> {
  const { balance_minor, credit_until } = subscriber;
  if (balance_minor >= 0) return notInDebt;
  const unfit = isChecked(context) ? await checkedRefusal(context, tx, subscriber) : undefined;
  if (unfit !== undefined) return notAvailable(unfit);
  if (balance_minor <= -money) return notAvailable('BALANCE LOWER THAN CREDIT LIMIT');
  return credit_until !== null && context.today < credit_until ? stillActive : undefined;
}

function isChecked({ options }: ActionContext): boolean {
  return options.isOn('ASTERISK_SC_CHECK_ENABLED');
}

/** The operator's own limits: paid since the last credit, none yet this month, a tariff that may. */
async function checkedRefusal(
  { options, today }: ActionContext,
  tx: DatabaseTransaction,
  { subscriber_id, tariff_id }: Subscriber,
): Promise<string | undefined> {
  const last = await lastOwnCredit(tx, subscriber_id);
  const paid = await lastPayment(tx, subscriber_id);
  if (last !== null && (paid === null || paid <= last)) return 'NOT PAYED PREVIOUSLY';
  if (last !== null && last >= momentOf(`${monthOf(today)}-01`)) return 'ALREADY TOOK';
  const tariff = await tx
    .selectFrom('tariff')
    .select('tariff_name')
    .where('tariff_id', '=', tariff_id)
    .executeTakeFirst();
  const allowed = options.list('ASTERISK_SC_TARIFFSALLOWED');
  return allowed.includes(tariff?.tariff_name ?? '') ? undefined : 'NOT ALLOWED FOR TARIFF';
}

/** When the subscriber last gave himself a credit. */
async function lastOwnCredit(tx: DatabaseTransaction, subscriberId: number): Promise<string | null> {
  const row = await tx
    .selectFrom('credit')
    .select(({ fn }) => fn.max('created').as('last'))
    .where('subscriber_id', '=', subscriberId)
    .where('source', '=', 'cabinet')
    .executeTakeFirst();
  return row?.last ?? null;
}

async function lastPayment(tx: DatabaseTransaction, subscriberId: number): Promise<string | null> {
  const row = await tx
    .selectFrom('ledger')
    .select(({ fn }) => fn.max('created').as('last'))
    .where('owner_id', '=', subscriberId)
    .where('account', '=', 'main')
    .where('kind', '=', 'payment')
    .where('amount_minor', '>', 0)
    .executeTakeFirst();
  return row?.last ?? null;
}
