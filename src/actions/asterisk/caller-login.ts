/** Who calls. */
import type { ActionContext } from '../action.ts';
import { type Caller, callerByEnding } from '../calls/find-caller.ts';
import { recordCall } from '../calls/record-call.ts';
import { transliterate } from '../messages/transliterate.ts';
import { done, refused } from '../reply.ts';
import type { Asked, SubAction } from './asterisk-params.ts';

const STRANGER = 'ERROR: NOT OUR USER';

/** The login of a number. */
export const callerLogin: SubAction = async (context, asked) => {
  const caller = await recordedCaller(context, asked);
  return caller === undefined ? refused(STRANGER) : done(caller.login);
};

/** Login and name of a number: `alice-Alice Testova`. */
export const callerName: SubAction = async (context, asked) => {
  const caller = await recordedCaller(context, asked);
  if (caller === undefined) return refused(STRANGER);
  const profile = await context.db
    .selectFrom('subscriber_profile')
    .select('real_name')
    .where('subscriber_id', '=', caller.subscriber_id)
    .executeTakeFirst();
  return done(`${caller.login}-${latinName(profile?.real_name ?? '')}`);
};

/** Ubilling looks for the caller, and then at what it was asked. */
export const unknownSubAction: SubAction = async (context, asked) => {
  const caller = await recordedCaller(context, asked);
  return refused(caller === undefined ? STRANGER : 'ERROR: MISTAKE PARAMETR');
};

async function recordedCaller(context: ActionContext, { number = '' }: Asked): Promise<Caller | undefined> {
  const caller = await callerByEnding(context.db, number);
  await recordCall(context, number, caller?.login);
  return caller;
}

/** Letters, digits and spaces of a name in Latin letters: what every phone can show. */
function latinName(name: string): string {
  return transliterate(name.replaceAll(/[^\p{L}\p{N} ]/gu, ''));
}
