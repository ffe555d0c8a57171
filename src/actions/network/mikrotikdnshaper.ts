import { OmnicrmError } from '../../errors.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { concurrently } from './concurrently.ts';
import { openRouter } from './routeros/open-router.ts';
import { queueLimits } from './shaping/queue-limits.ts';
import { type ShapedSubscriber, shapedSubscribers } from './shaping/shaped-subscribers.ts';
import type { Router } from './routeros/router.ts';

const ROUTERS_AT_ONCE = 16;
const OVER = 'downshift';

export const mikrotikdnshaper = defineAction({
  name: 'mikrotikdnshaper',
  summary:
    "Give simple queues of Mikrotik routers the speed that their subscriber's tariff has at this time of the day.",
  params: { param: optionalText({ summary: `${OVER}: put the tariff's own speed back` }) },
  gate: { DSHAPER_ENABLED: 'ERROR:DSHAPER_DISABLED' },
  timeout: 3600,
  changes: 'outside',
  run: {
    handler: async (context, { param }) => {
      const isOver = param === OVER;
      const subscribers = await shapedSubscribers(context);
      if (subscribers.length === 0) return done('OK:MT_DN_SHAPER_NO_USERS_TO_PROCESS');
      await concurrently(await routerLogins(context), ROUTERS_AT_ONCE, async router => {
        const members = subscribers.filter(({ nas_id }) => nas_id === router.nas_id);
        if (members.length > 0) await shapeAt(context, router, members, isOver);
      });
      // The number is that of those meant, as Ubilling tells it; the counts of the run tell what came of them.
      context.tell(`MT_DN_SHAPER ${isOver ? 'DOWNSHIFT' : ''} done to \`${subscribers.length}\` users`);
      return done('OK:MT_DN_SHAPER');
    },
  },
});

type RouterLogin = Awaited<ReturnType<typeof routerLogins>>[number];

async function routerLogins({ db }: ActionContext) {
  return db
    .selectFrom('nas as n')
    .leftJoin('router_login as r', 'r.nas_id', 'n.nas_id')
    .select(['n.nas_id', 'n.ip', 'r.username', 'r.password', 'r.port'])
    .where('n.kind', '=', 'mikrotik')
    .execute();
}

/** All subscribers of one router over one connection; a router that fails is told and holds no other up. */
async function shapeAt(
  context: ActionContext,
  { ip, username, password, port }: RouterLogin,
  members: readonly ShapedSubscriber[],
  isOver: boolean,
): Promise<void> {
  if (username === null || port === null) return missed(context, members, `${ip}: there is no login for this router`);
  const opened = password === null ? '' : sealerOf(context.db).open(password);
  let router: Router | undefined;
  let at = 0;
  try {
    router = await openRouter({ address: ip, port, username, password: opened }, context.signal);
    for (const member of members) {
      await shapeOne(context, router, member, isOver);
      at++;
    }
  } catch (error) {
    if (!isOfRouter(error)) throw error;
    missed(context, members.slice(at), error.message);
  } finally {
    router?.close();
  }
}

async function shapeOne(
  context: ActionContext,
  router: Router,
  member: ShapedSubscriber,
  isOver: boolean,
): Promise<void> {
  const limits = queueLimits(member, isOver);
  if (limits === undefined) return context.count('without speed');
  try {
    const found = await router.ask('/queue/simple/print', ['=.proplist=.id', `?name=${member.login}`]);
    const ids = found.flatMap(row => row.get('.id') ?? []);
    for (const id of ids) await router.ask('/queue/simple/set', [`=.id=${id}`, ...limits]);
    context.count(ids.length === 0 ? 'without queue' : 'shaped');
  } catch (error) {
    if (!isOfRouter(error) || error.code !== 'E_DECLINED') throw error;
    context.count('refused');
    context.tell(`${member.login}: ${error.message}`);
  }
}

function isOfRouter(error: unknown): error is OmnicrmError {
  return error instanceof OmnicrmError && ['E_BACKEND_DOWN', 'E_DECLINED'].includes(error.code);
}

function missed(context: ActionContext, members: readonly ShapedSubscriber[], why: string): void {
  context.count('missed', members.length);
  context.tell(why);
}
