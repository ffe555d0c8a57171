/** What is known of subscribers, as JSON. */
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext, HandlerReply } from '../action.ts';
import { momentOf } from '../calendar.ts';
import { type JsonMap, phpJson } from '../formats/php-json.ts';
import { unitsText } from '../ledger/units.ts';
import { done, refused } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';
import { mobilesWith } from './mobiles.ts';

/** All of a login; with a password only when it is the right one. */
export const userDataByLogin: SubAction = async (context, { login = '', userpass }) => {
  const users = await usersOf(context, [login]);
  const isRight = userpass === undefined || users.every(user => user.password === userpass);
  return isRight ? answer(context, users) : refused('{"ERROR":"Auth failed"}');
};

/** All of everybody who has a mobile with that text in it. */
export const userDataByMobile: SubAction = async (context, { number }) => {
  const owners = number === undefined ? [] : await mobilesWith(context.db, number);
  const logins = [...new Set(owners.map(({ login }) => login))];
  const users = new Map((await usersOf(context, logins)).map(user => [user.login, user]));
  return answer(
    context,
    logins.flatMap(login => users.get(login) ?? []),
  );
};

type User = Awaited<ReturnType<typeof usersOf>>[number];

/** With passwords in the clear. */
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
  return users.map(user => ({ ...user, password: user.password === null ? '' : sealerOf(db).open(user.password) }));
}

/** The record of the run keeps who was asked about, not the passwords. */
async function answer(context: ActionContext, users: readonly User[]): Promise<HandlerReply> {
  const recorded = `data of ${users.length} subscribers`;
  return { ...done(phpJson(await userData(context, users))), recorded };
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
