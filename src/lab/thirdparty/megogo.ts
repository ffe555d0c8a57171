/** Megogo: a partner subscribes and unsubscribes its users by GET; `successful` says what came of it, with status 200. */
import { jsonReply } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface Megogo extends ThirdParty {
  /** `userId serviceId` of all that are subscribed. */
  readonly subscribed: Set<string>;
}

export const MEGOGO_PARTNER = 'labpartner';

/** Ending what is not there is `successful: false`. */
export function megogo(): Megogo {
  const subscribed = new Set<string>();
  const verbs: Readonly<Record<string, (key: string) => boolean>> = {
    subscribe: key => !subscribed.has(key) && subscribed.add(key) === subscribed,
    unsubscribe: key => subscribed.delete(key),
  };
  return {
    name: 'megogo',
    subscribed,
    handle: ({ method, path, query }) => {
      const [, partner, word = ''] = /^\/partners\/([^/]+)\/subscription\/(\w+)$/.exec(path) ?? [];
      const verb = verbs[word];
      if (method !== 'GET' || verb === undefined) return jsonReply(404, { successful: false, error: 'not found' });
      if (partner !== MEGOGO_PARTNER) return jsonReply(403, { successful: false, error: 'unknown partner' });
      const user = query.get('userId');
      const service = query.get('serviceId');
      if (!user || !service) return jsonReply(400, { successful: false, error: 'userId and serviceId are wanted' });
      return jsonReply(200, { successful: verb(`${user} ${service}`), returnCode: 0 });
    },
  };
}
