import { done, refused } from '../reply.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import type { SubAction } from './asterisk-params.ts';

const ADDED = '{"SUCCES":"Mobile added"}';

/** Adds a mobile to a login: the first is the main one, further ones are extra. */
export const addMobile: SubAction = async (context, { login = '', number = '', maxmobilesamnt }) =>
  context.transaction(async tx => {
    const subscriber = await findSubscriber(tx, login);
    // The original's words for whom it does not know, too; no number is kept for nobody.
    if (subscriber === undefined || number === '') return refused(ADDED, 'no such subscriber, or no number');
    const { subscriber_id } = subscriber;
    const phones = await tx
      .selectFrom('phone')
      .select(['kind', 'number'])
      .where('subscriber_id', '=', subscriber_id)
      .where('kind', 'in', ['mobile', 'extra'])
      .execute();
    if (phones.some(phone => phone.number === number)) {
      return refused('{"ERROR":"Such mobile already exists for this user"}');
    }
    if (maxmobilesamnt > 0 && phones.length >= maxmobilesamnt) {
      return refused('{"ERROR":"Max mobiles count threshold reached"}');
    }
    const isMain = !phones.some(phone => phone.kind === 'mobile');
    const kind = isMain ? 'mobile' : 'extra';
    const notes = isMain ? null : 'Added by Asterisk';
    await tx.insertInto('phone').values({ subscriber_id, kind, number, notes }).execute();
    context.changed(1);
    return done(ADDED);
  });
