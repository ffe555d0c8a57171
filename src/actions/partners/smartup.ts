import type { ActionContext, HandlerReply } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { phpJson } from '../formats/php-json.ts';
import { unitsText } from '../ledger/units.ts';
import { optionalText, text } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { accountNumber } from '../subscribers/account-number.ts';

export const smartup = defineAction({
  name: 'smartup',
  summary: 'What the TV service SmartUP asks: who has an address, and what a login has.',
  params: {
    param: text({ summary: 'user or info', missing: 'ERROR: EMPTY PARAM' }),
    ip: optionalText({ summary: 'for user: address of the subscriber' }),
    login: optionalText({ summary: 'for info: login' }),
  },
  gate: { SMARTUP_ENABLED: 'ERROR: SMARTUP DISABLED' },
  changes: 'nothing',
  run: {
    handler: async (context, { param, ip, login }) => {
      if (param === 'user') return ip === undefined ? refused('ERROR: NO IP') : userOf(context, ip);
      if (param === 'info') return login === undefined ? refused('ERROR: NO LOGIN') : infoOf(context, login);
      return refused('ERROR: WRONG PARAM');
    },
  },
});

async function userOf(context: ActionContext, ip: string): Promise<HandlerReply> {
  const user = await usersOf(context).where('f.ip', '=', ip).executeTakeFirst();
  if (user === undefined) return refused('{"error":"user not exists"}');
  return done(
    phpJson(
      new Map([
        ['login', user.login],
        ['tp', user.tariff_name ?? ''],
      ]),
    ),
  );
}

async function infoOf(context: ActionContext, login: string): Promise<HandlerReply> {
  const user = await usersOf(context).where('s.login', '=', login).executeTakeFirst();
  if (user === undefined) return refused('{"error":"user not exists"}');
  return done(
    phpJson(
      new Map([
        ['fio', user.real_name],
        ['balance', unitsText(user.balance_minor)],
        ['tariff', user.tariff_name ?? ''],
        ['account', String(accountNumber(login, user.payment_id))],
      ]),
    ),
  );
}

function usersOf({ db }: ActionContext) {
  return db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.login', 's.balance_minor', 'f.real_name', 'f.payment_id', 't.tariff_name']);
}
