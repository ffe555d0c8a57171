import { getProvision } from '../../crm/provision-record.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Row } from '../access/access.ts';
import { withoutColumns } from '../access/staff-columns.ts';
import { countFollower } from '../events/count-followers.ts';
import { followRun } from '../events/follow-run.ts';
import { type Route, type RouteRequest, senderOf } from '../route.ts';
import { idParams } from '../schemas.ts';

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/provision/provision_id/:provision_id/events',
    summary: 'Follow a run as server-sent events, from any task on, until it ends',
    ways: ['bearer', 'api_key', 'address'],
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
      const isAllowed = () => mayStillRead(request, { ...run });
      const shown = (event: object): object => withoutColumns(event, access.hidden('provision'));
      const texts = followRun(db, run.provision_id, { after: from, stopping, isAllowed, shown });
      return request.stream('text/event-stream', texts, countFollower(senderOf(access)));
    },
  },
];

/** A browser that reconnects sends the last id it saw; that is newer than what the URL says. */
function lastEventId({ lastEventId: id }: RouteRequest): number | undefined {
  return id !== undefined && /^\d{1,9}$/.test(id) ? Number(id) : undefined;
}

/** Whether the reader would be let in now: a token ends, a user is disabled, a key is taken out of use. */
async function mayStillRead({ db, identifyAgain }: RouteRequest, run: Row): Promise<boolean> {
  try {
    await (await identifyAgain()).mayRead(db, 'provision', run);
    return true;
  } catch (error) {
    if (error instanceof OmnicrmError && ['E_UNAUTHENTICATED', 'E_NOT_ALLOWED'].includes(error.code)) return false;
    throw error;
  }
}
