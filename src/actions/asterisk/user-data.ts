/** What is known of subscribers, as JSON. */
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext, HandlerReply } from '../action.ts';
import { momentOf } from '../calendar.ts';
import { type JsonMap, phpJson } from '../formats/php-json.ts';
import { unitsText } from '../ledger/units.ts';
import { done, refused } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';
import { mobilesWith } from './mobiles.ts';

/** SQLite takes only so many values in one statement. */
const LOGINS_AT_ONCE = 500;

/** All of a login; with a password only when it is the right one. */
export const userDataByLogin: SubAction = async (context, { login = '', userpass }) => {
  const users = await usersOf(context, [login]);
  const isRight = userpass === undefined || users.every(user => user.password === userpass);
  return isRight ? answer(await userData(context, users)) : refused('{"ERROR":"Auth failed"}');
};

/** All of everybody who has a mobile with that text in it. */
export const userDataByMobile: SubAction = async (context, { number }) => {
  const owners = number === undefined ? [] : await mobilesWith(context.db, number);
  const logins = [...new Set(owners.map(({ login }) => login))];
  const data: JsonMap[] = [];
  for (let at = 0; at < logins.length; at += LOGINS_AT_ONCE) {
    data.push(await userData(context, await usersOf(context, logins.slice(at, at + LOGINS_AT_ONCE))));
  }
  return answer(new Map(data.flatMap(users => [...users])));
};

/** The record of the run keeps how many were asked about, not their passwords. */
function answer(data: JsonMap): HandlerReply {
  return { ...done(phpJson(data)), recorded: `data of ${data.size} subscribers` };
}

type User = Awaited<ReturnType<typeof usersOf>>[number];

/** In the order of the logins, with passwords in the clear. */
async function usersOf({ db }: ActionContext, logins: readonly string[]) {
  const users = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .leftJoin('agent_rule as r', 'r.subscriber_id', 's.subscriber_id')
    .leftJoin('agent as a', 'a.agent_id', 'r.agent_id')
    .selectAll('s')
    .select(['f.password', 'f.contract', 't.tariff_name', 't.fee_minor', 't.fee_period', 'r.agent_id', 'a.agent_name'])
    .where('s.login', 'in', [...logins])
    .execute();
  const opened = users.map(user => ({ ...user, password: openPassword(db, user.password) }));
  return opened.toSorted((a, b) => logins.indexOf(a.login) - logins.indexOf(b.login));
}

function openPassword(db: Database, sealed: string | null): string {
  return sealed === null ? '' : sealerOf(db).open(sealed);
}

async function userData(context: ActionContext, users: readonly User[]): Promise<JsonMap> {
  const phones = await context.db
    .selectFrom('phone')
    .select(['subscriber_id', 'kind', 'number'])
    .where(
      'subscriber_id',
      'in',
      users.map(user => user.subscriber_id),
    )
    .orderBy('phone_id')
    .execute();
  const hasExtra = context.options.isOn('MOBILES_EXT');
  const numbers = ({ subscriber_id }: User, kind: string): readonly string[] =>
    phones.filter(phone => phone.subscriber_id === subscriber_id && phone.kind === kind).map(phone => phone.number);
  return new Map(
    users.map(user => {
      const extra = hasExtra ? ([['ext_mobiles', numbers(user, 'extra')]] as const) : [];
      return [user.login, new Map([...fieldsOf(user, numbers(user, 'mobile')[0] ?? ''), ...extra])];
    }),
  );
}

function fieldsOf(user: User, mobile: string): JsonMap {
  const until = user.credit_until === null ? 0 : Date.parse(momentOf(user.credit_until)) / 1000;
  return new Map([
    ['login', user.login],
    ['Password', user.password],
    ['Cash', unitsText(user.balance_minor)],
    ['Credit', unitsText(user.credit_minor)],
    ['CreditExpire', String(until)],
    ['Passive', String(user.frozen)],
    ['Down', String(user.down)],
    ['AlwaysOnline', String(user.always_online)],
    ['Tariff', user.tariff_name ?? ''],
    ['Fee', user.fee_minor === null ? null : unitsText(user.fee_minor)],
    ['period', user.fee_period],
    ['contract', user.contract],
    ['mobile', mobile],
    ['agentid', user.agent_id === null ? null : String(user.agent_id)],
    ['contrname', user.agent_name],
  ]);
}
