import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { openPlays } from '../../plays/open-plays.ts';
import { done } from '../../reply.ts';
import { megogoReply, unsubscribe } from './megogo.ts';

export const mgqueue = defineAction({
  name: 'mgqueue',
  summary: 'End the subscriptions of Megogo whose end was asked for.',
  gate: { MG_ENABLED: 'ERROR: MEGOGO DISABLED' },
  lock: { name: 'megogo', busy: 'SKIP:MEGOGO_ALREADY_RUNNING' },
  changes: 'outside',
  run: {
    handler: async context => {
      const due = await dueRequests(context);
      if (due.length === 0) return done('');
      const plays = openPlays(context);
      const lines: string[] = [];
      try {
        for (const request of due) {
          context.signal.throwIfAborted();
          const problem = await unsubscribe(context, plays, request);
          await close(context, request, problem);
          if (problem === undefined) lines.push(`${request.login} SCHEDULE UNSUB [${request.plan_number}]\n`);
        }
      } finally {
        await plays.close();
      }
      return megogoReply(context, lines, due.length - lines.length);
    },
  },
});

async function dueRequests({ db }: ActionContext) {
  return db
    .selectFrom('tv_request as r')
    .innerJoin('tv_plan as p', 'p.tv_plan_id', 'r.tv_plan_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'r.subscriber_id')
    .select(['r.tv_request_id', 'r.subscriber_id', 'r.tv_plan_id', 's.login', 'p.service_id', 'p.plan_number'])
    .where('r.state', '=', 'due')
    .where('r.request', '=', 'unsub')
    .where('p.provider', '=', 'megogo')
    .orderBy('r.tv_request_id')
    .execute();
}

type Request = Awaited<ReturnType<typeof dueRequests>>[number];

/** The request and its subscription end together; with a problem the request stays due. */
async function close(context: ActionContext, request: Request, problem: string | undefined): Promise<void> {
  await context.transaction(async tx => {
    await tx
      .updateTable('tv_request')
      .set(problem === undefined ? { state: 'done', last_error: null } : { last_error: problem })
      .where('tv_request_id', '=', request.tv_request_id)
      .execute();
    if (problem !== undefined) return;
    await tx
      .updateTable('tv_subscription')
      .set({ active: 0, ended: context.now.toISOString() })
      .where('subscriber_id', '=', request.subscriber_id)
      .where('tv_plan_id', '=', request.tv_plan_id)
      .where('active', '=', 1)
      .execute();
  });
  if (problem === undefined) context.count('ended');
}
