import { maskSubscriber } from '../../crm/subscriber-profile.ts';
import type { Subscriber } from '../../crm/subscriber-thing.ts';
import {
  createSubscriber,
  deleteSubscriber,
  getSubscriber,
  listSubscribers,
  updateSubscriber,
} from '../../crm/subscriber.ts';
import type { ThingStore } from './thing-store.ts';

export { subscriberThing } from '../../crm/subscriber-thing.ts';

const reveal = { reveal: true };

/** Subscribers as the API gives them: who may not see secrets gets a mask in the place of the password. */
export const subscriberStore: ThingStore = {
  create: (db, input, { access }) => createSubscriber(db, input, { ...reveal, provisionId: access.provisionId }),
  get: (db, id) => getSubscriber(db, id, reveal),
  update: (db, id, changes) => updateSubscriber(db, id, changes, reveal),
  remove: (db, id) => deleteSubscriber(db, id, reveal),
  list: (db, query) => listSubscribers(db, query, reveal),
  show: async (row, { db, access }) =>
    (await access.seesSecrets(db, { ...row })) ? row : maskSubscriber(row as Subscriber),
  conceal: async row => maskSubscriber(row as Subscriber),
};
