import type { ActionContext, HandlerReply } from '../action.ts';
import { done } from '../reply.ts';
import { accessState } from './access-state.ts';
import { callerByNumber } from './find-caller.ts';
import { recordCall } from './record-call.ts';

/** Answers a phone system with the caller's state, and keeps the call. */
export async function answerState(context: ActionContext, number: string): Promise<HandlerReply> {
  const caller = await callerByNumber(context.db, number);
  await recordCall(context, number, caller?.login);
  return done(String(accessState(caller)), caller?.login);
}
