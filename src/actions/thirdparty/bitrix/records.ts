/** Subscribers as Bitrix24's receiver wants them: Ubilling's names, texts where it has texts, moments as Unix seconds. */
import type { Database } from '../../../store/schema.ts';
import { sealerOf } from '../../../store/sealer.ts';
import type { ActionContext } from '../../action.ts';
import { type AgentNamer, agentNamer } from '../../agents/agent-namer.ts';
import { fullAddress } from '../../agents/full-address.ts';
import { momentOf } from '../../calendar.ts';
import { unitsText } from '../../ledger/units.ts';
import { type Addressee, addresseesIn } from '../../messages/addressees.ts';
import { accountNumber } from '../../subscribers/account-number.ts';
import type { IdRange } from '../../subscribers/id-ranges.ts';
import { type Payments, paymentsIn } from './payments-in.ts';

export interface ExportRecord extends Readonly<Record<string, string | number | null>> {
  readonly login: string;
}

/** Planned changes of a tariff are due at this time of their day. */
const CHANGE_TIME = '02:10:00';

/** All of a range of ids. Passwords go along only with BTRX24_EXPORT_PASSWORDS. */
export async function recordsIn(context: ActionContext, range: IdRange): Promise<readonly ExportRecord[]> {
  const { db, options } = context;
  const more = await moreIn(db, range);
  const payments = await paymentsIn(db, range);
  const agentOf = await agentNamer(db, options);
  const withPasswords = options.isOn('BTRX24_EXPORT_PASSWORDS');
  return (await addresseesIn(db, range)).flatMap(who => {
    const extra = more.get(who.subscriber_id);
    if (extra === undefined) return [];
    const password = withPasswords ? sealerOf(db).open(extra.password ?? '') : '';
    return [recordOf(who, { ...extra, password }, payments.get(who.subscriber_id), agentOf)];
  });
}

function recordOf(who: Addressee, more: More, paid: Payments | undefined, agentOf: AgentNamer): ExportRecord {
  const address = fullAddress(who);
  return {
    phone: who.mobile,
    fio: who.real_name,
    pay_id: accountNumber(who.login, who.payment_id),
    login: who.login,
    password: more.password ?? '',
    tariff: who.tariff_name ?? '',
    balance: unitsText(who.balance_minor),
    tegs: more.tags ?? '',
    speed_up: String(more.speed_up_kbit ?? 0),
    speed_down: String(more.speed_down_kbit ?? 0),
    abonplata: unitsText(who.fee_minor ?? 0),
    cash_first_pay: seconds(paid?.first),
    mobile2: who.extra[0] ?? '',
    // Ubilling counts the last one from the second on.
    cash_last_pay: paid === undefined || paid.number < 2 ? 0 : seconds(paid.last),
    full_adress: address === '' ? null : address,
    cash_all_pays: (paid?.sum_minor ?? 0) / 100,
    deal_with_it1: more.next_due === null ? 0 : seconds(new Date(`${more.next_due}T${CHANGE_TIME}`).toISOString()),
    deal_with_it2: more.next_tariff ?? '',
    owner: agentOf(who.subscriber_id, address),
    credit: unitsText(who.credit_minor),
    credit_day: String(who.credit_until === null ? 0 : seconds(momentOf(who.credit_until))),
    ip: who.ip ?? '',
    mac: who.mac ?? '',
    // Whose ONU it is and when he was last seen is not known here.
    onu_signal: 0,
    lat: 0,
  };
}

function seconds(moment: string | undefined): number {
  return moment === undefined ? 0 : Math.floor(Date.parse(moment) / 1000);
}

type More = Awaited<ReturnType<typeof moreIn>> extends Map<number, infer Row> ? Row : never;

/** Password, speeds, tags and the next planned tariff. */
async function moreIn(db: Database, { after, upTo }: IdRange) {
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('task as k', join =>
      join.onRef('k.login', '=', 's.login').on('k.task_action', '=', 'tariffchange').on('k.state', '=', 'due'),
    )
    .select(['s.subscriber_id', 'p.password', 't.speed_down_kbit', 't.speed_up_kbit'])
    .select(['k.due as next_due', 'k.param as next_tariff'])
    .select(eb =>
      eb
        .selectFrom('subscriber_tag as st')
        .innerJoin('tag', 'tag.tag_id', 'st.tag_id')
        .select(of => of.fn<string>('group_concat', ['tag.tag_name', of.val(',')]).as('names'))
        .whereRef('st.subscriber_id', '=', 's.subscriber_id')
        .as('tags'),
    )
    .where('s.subscriber_id', '>', after)
    .where('s.subscriber_id', '<=', upTo)
    // Of several planned changes the first one stays in the map.
    .orderBy('k.due', 'desc')
    .execute();
  return new Map(rows.map(row => [row.subscriber_id, row]));
}
