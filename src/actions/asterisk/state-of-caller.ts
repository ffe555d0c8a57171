import { accessState } from '../calls/access-state.ts';
import { answerState } from '../calls/answer-state.ts';
import { type Caller, callerByNumber } from '../calls/find-caller.ts';
import { recordCall } from '../calls/record-call.ts';
import { serializedList } from '../formats/php-serialize.ts';
import { done } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';

/** The state digit of a number's owner; with `getmoney` in a list with balance and fee. */
export const stateOfCaller: SubAction = async (context, { number = '', getmoney }) => {
  if (!getmoney) return answerState(context, number);
  const caller = await callerByNumber(context.db, number);
  await recordCall(context, number, caller?.login);
  return done(caller === undefined ? '0' : withMoney(caller), caller?.login);
};

/** State, balance and fee in whole units, as PHP notes a list of a number and two floats, in base64. */
function withMoney(caller: Caller): string {
  const { balance_minor, fee_minor } = caller;
  const items = [`i:${accessState(caller)};`, `d:${wholeUnits(balance_minor)};`, `d:${wholeUnits(fee_minor ?? 0)};`];
  return Buffer.from(serializedList(items)).toString('base64');
}

/** Half a unit is rounded away from zero. */
function wholeUnits(minor: number): string {
  const whole = Math.floor((Math.abs(minor) + 50) / 100);
  return minor < 0 ? `-${whole}` : String(whole);
}
