import { callerByEnding } from '../calls/find-caller.ts';
import { done, refused } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';

/** Whether the switch of a number's owner answered the last look: `OK` or `DIE`. */
export const stateOfSwitch: SubAction = async ({ db }, { number = '' }) => {
  const caller = await callerByEnding(db, number);
  if (caller === undefined) return refused('ERROR: NOT OUR USER');
  const plugged = await db
    .selectFrom('switch_port as p')
    .innerJoin('switch as s', 's.switch_id', 'p.switch_id')
    .select('s.alive')
    .where('p.subscriber_id', '=', caller.subscriber_id)
    .executeTakeFirst();
  if (plugged === undefined) return refused('ERROR: USER NOT HAVE SWITCH');
  return done(plugged.alive === 0 ? 'DIE' : 'OK');
};
