import type { ActionContext, HandlerReply } from '../action.ts';
import { digits, flag, optionalText } from '../params/kinds.ts';
import type { ParamsOf } from '../params/param.ts';

/** What a dial plan may send; each sub-action takes some of it. */
export const asteriskParams = {
  number: optionalText({ summary: 'phone number; it or a login is wanted' }),
  login: optionalText({ summary: 'login' }),
  param: optionalText({ summary: 'what to do: login, userstatus, setcredit …' }),
  money: optionalText({ summary: 'setcredit: the credit' }),
  expiredays: digits({ summary: 'setcredit: its days', fallback: 0 }),
  paycardnum: optionalText({ summary: 'paycardpay: serial of the card', secret: true }),
  paycardcashtype: digits({ summary: 'paycardpay: cash type', fallback: 1 }),
  userpass: optionalText({ summary: 'getuserdatabylogin: password to verify', secret: true }),
  maxmobilesamnt: digits({ summary: 'addusermobile: most mobiles of a subscriber; 0 is no limit', fallback: 0 }),
  includevsrvs: flag({ summary: 'getonlinedaysleft: count virtual services too' }),
  getmoney: flag({ summary: 'userstatus: with balance and fee, serialised, in base64' }),
};

export type Asked = ParamsOf<typeof asteriskParams>;

export type SubAction = (context: ActionContext, asked: Asked) => Promise<HandlerReply>;
