/** Subscribers as Bitrix24's receiver wants them: texts under Ubilling's names. */
import type { Database } from '../../../store/schema.ts';
import { sealerOf } from '../../../store/sealer.ts';
import type { ActionContext } from '../../action.ts';
import { fullAddress } from '../../agents/full-address.ts';
import { unitsText } from '../../ledger/units.ts';
import { type Addressee, addresseesIn } from '../../messages/addressees.ts';
import type { IdRange } from '../../subscribers/id-ranges.ts';

export interface ExportRecord extends Readonly<Record<string, string | number | null>> {
  readonly login: string;
}

/** All of a range of ids. Passwords go along only with BTRX24_EXPORT_PASSWORDS. */
export async function recordsIn(context: ActionContext, range: IdRange): Promise<readonly ExportRecord[]> {
  const { db } = context;
  const [all, more, paid] = [await addresseesIn(db, range), await moreOf(db, range), await paymentsOf(db, range)];
  const withPasswords = context.options.isOn('BTRX24_EXPORT_PASSWORDS');
  return all.map(who => {
    const extra = more.get(who.subscriber_id);
    return {
      ...recordOf(who),
      password: withPasswords ? sealerOf(db).open(extra?.password ?? '') : '',
      phone: extra?.landline ?? '',
      tegs: extra?.tags ?? '',
      speed_up: extra?.speed_up_kbit ?? 0,
      speed_down: extra?.speed_down_kbit ?? 0,
      onu_signal: '',
      deal_with_it1: extra?.plans ?? '',
      deal_with_it2: '',
      owner: '',
      ...paymentFields(paid.get(who.subscriber_id)),
    };
  });
}

function recordOf(who: Addressee) {
  return {
    login: who.login,
    fio: who.real_name ?? '',
    pay_id: who.payment_id ?? '',
    tariff: who.tariff_name ?? '',
    balance: unitsText(who.balance_minor),
    abonplata: unitsText(who.fee_minor ?? 0),
    mobile: who.mobile,
    mobile2: who.extra[0] ?? '',
    full_adress: fullAddress(who),
    credit: unitsText(who.credit_minor),
    credit_day: who.credit_until ?? '',
    ip: who.ip ?? '',
    mac: who.mac ?? '',
    lat: '',
  };
}

async function moreOf(db: Database, { after, upTo }: IdRange) {
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.subscriber_id', 'p.password', 't.speed_down_kbit', 't.speed_up_kbit'])
    .select(eb => [
      eb
        .selectFrom('phone as n')
        .select('n.number')
        .whereRef('n.subscriber_id', '=', 's.subscriber_id')
        .where('n.kind', '=', 'phone')
        .limit(1)
        .as('landline'),
      eb
        .selectFrom('subscriber_tag as st')
        .innerJoin('tag', 'tag.tag_id', 'st.tag_id')
        .select(of => of.fn<string>('group_concat', ['tag.tag_name', of.val(', ')]).as('names'))
        .whereRef('st.subscriber_id', '=', 's.subscriber_id')
        .as('tags'),
      eb
        .selectFrom('task as k')
        .select(of => of.fn<string>('group_concat', ['k.task_action', of.val(', ')]).as('names'))
        .whereRef('k.login', '=', 's.login')
        .where('k.state', '=', 'due')
        .as('plans'),
    ])
    .where('s.subscriber_id', '>', after)
    .where('s.subscriber_id', '<=', upTo)
    .execute();
  return new Map(rows.map(row => [row.subscriber_id, row]));
}

/** What came in: the first and the last payment, and all together. */
async function paymentsOf(db: Database, { after, upTo }: IdRange) {
  const rows = await db
    .selectFrom('ledger as l')
    .select(({ fn }) => [
      'l.owner_id',
      fn.sum<number>('l.amount_minor').as('all_minor'),
      fn.min('l.business_date').as('first_day'),
      fn.max('l.business_date').as('last_day'),
    ])
    .where('l.account', '=', 'main')
    .where('l.kind', '=', 'payment')
    .where('l.amount_minor', '>', 0)
    .where('l.owner_id', '>', after)
    .where('l.owner_id', '<=', upTo)
    .groupBy('l.owner_id')
    .execute();
  return new Map(rows.map(row => [row.owner_id, row]));
}

type Paid = Awaited<ReturnType<typeof paymentsOf>> extends Map<number, infer Row> ? Row : never;

function paymentFields(paid: Paid | undefined) {
  return {
    cash_first_pay: paid?.first_day ?? '',
    cash_last_pay: paid?.last_day ?? '',
    cash_all_pays: unitsText(paid?.all_minor ?? 0),
  };
}
