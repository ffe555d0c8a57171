import { getProvision } from '../../crm/provision-record.ts';
import { OmnicrmError } from '../../errors.ts';
import { followRun } from '../events/follow-run.ts';
import type { Route, RouteRequest } from '../route.ts';
import { idParams } from '../schemas.ts';

/** Each follower costs a look at the database three times a second. */
const MOST_FOLLOWERS = 200;
let followers = 0;

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/provision/provision_id/:provision_id/events',
    summary: 'Follow a run as server-sent events, from any task on, until it ends',
    permission: { verb: 'view', object: 'provision' },
    schema: {
      params: idParams('provision_id'),
      querystring: {
        type: 'object',
        properties: { after: { type: 'string', pattern: '^[0-9]{1,9}$', description: 'number of the last task seen' } },
        additionalProperties: false,
      },
    },
    run: async request => {
      const { db, access, params, query, stopping } = request;
      const run = await getProvision(db, params['provision_id']);
      await access.mayRead(db, 'provision', { ...run });
      const { after } = query as { readonly after?: string };
      const from = lastEventId(request) ?? Number(after ?? 0);
      return request.stream('text/event-stream', counted(followRun(db, run.provision_id, { after: from, stopping })));
    },
  },
];

/** A browser that reconnects sends the last id it saw; that is newer than what the URL says. */
function lastEventId({ lastEventId: id }: RouteRequest): number | undefined {
  return id !== undefined && /^\d{1,9}$/.test(id) ? Number(id) : undefined;
}

function counted(texts: AsyncIterable<string>): AsyncIterable<string> {
  if (followers >= MOST_FOLLOWERS) {
    throw new OmnicrmError('E_TOO_MANY', 'too many are following runs here', { details: { retry_after: 10 } });
  }
  followers++;
  return (async function* () {
    try {
      yield* texts;
    } finally {
      followers--;
    }
  })();
}
