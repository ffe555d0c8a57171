import { addMobile } from './add-mobile.ts';
import { agentOfSubscriber } from './agent-of-subscriber.ts';
import type { SubAction } from './asterisk-params.ts';
import { callerLogin, callerName } from './caller-login.ts';
import { contractsByMobile } from './contracts-by-mobile.ts';
import { payByCard } from './pay-by-card.ts';
import { pause, unpause } from './pause.ts';
import { promiseCredit } from './promise-credit.ts';
import { countServices, spends } from './spends.ts';
import { stateOfCaller } from './state-of-caller.ts';
import { stateOfSwitch } from './state-of-switch.ts';
import { onlineDaysLeft } from './online-days-left.ts';
import { userDataByLogin, userDataByMobile } from './user-data.ts';

/** By the value of `param`. */
export const subActions: ReadonlyMap<string, SubAction> = new Map([
  ['login', callerLogin],
  ['loginuniq', callerLogin],
  ['realname', callerName],
  ['swstatus', stateOfSwitch],
  ['userstatus', stateOfCaller],
  ['setcredit', promiseCredit],
  ['paycardpay', payByCard],
  ['setpause', pause],
  ['setunpause', unpause],
  ['getuserdatabylogin', userDataByLogin],
  ['getuserdatabymobile', userDataByMobile],
  ['getcontractsbymobile', contractsByMobile],
  ['addusermobile', addMobile],
  ['getvservicescount', countServices],
  ['getonlinedaysleft', onlineDaysLeft],
  ['getcontragentdata', agentOfSubscriber],
  ['getuserspends', spends],
]);
