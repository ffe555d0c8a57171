import type { AccountedSession } from '../../store/radius/accounting.ts';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { readSeats } from './seats.ts';

const LAST_RUN = 'MLG_TRAFFLASTRUN';
const HOUR_SECONDS = 3600;
/** Sessions are looked at a little longer than needed: what was counted is known for each. */
const OVERLAP_SECONDS = 600;

export const multigentraff = defineAction({
  name: 'multigentraff',
  summary: "Add what RADIUS accounting counted to the subscribers' traffic of the month.",
  gate: { MULTIGEN_ENABLED: 'ERROR: MULTIGEN DISABLED' },
  run: {
    handler: async context => {
      const sessions = await readSessions(context);
      const owners = new Map(
        (await readSeats(context)).map(({ userName, member }) => [userName, member.subscriber_id]),
      );
      await context.transaction(async tx => {
        for (const session of sessions) await countSession(context, tx, session, owners.get(session.username));
        await keepLastRun(context, tx);
      });
      return done('OK: MULTIGEN_TRAFF');
    },
  },
});

async function readSessions({ db, config, now }: ActionContext): Promise<readonly AccountedSession[]> {
  const [{ openRadius }, { sessionsSince }] = await Promise.all([
    import('../../store/radius/open-radius.ts'),
    import('../../store/radius/accounting.ts'),
  ]);
  const last = await db.selectFrom('setting').select('value').where('setting_name', '=', LAST_RUN).executeTakeFirst();
  const since = last === undefined ? now.getTime() / 1000 - HOUR_SECONDS : Number(last.value) - OVERLAP_SECONDS;
  const sqlite = openRadius(config.radiusDatabase);
  try {
    return sessionsSince(sqlite, Math.floor(since));
  } finally {
    sqlite.close();
  }
}

/** What a session has more than when it was last counted; counters that fell began anew. */
async function countSession(
  context: ActionContext,
  tx: DatabaseTransaction,
  { key, octetsDown, octetsUp }: AccountedSession,
  subscriber_id: number | undefined,
): Promise<void> {
  if (subscriber_id === undefined) return context.count('unknown_users');
  const row = { octets_down: octetsDown, octets_up: octetsUp, last_modified: context.now.toISOString() };
  const known = tx.selectFrom('radius_session').select(['octets_down', 'octets_up']).where('session_key', '=', key);
  const before = (await known.executeTakeFirst()) ?? { octets_down: 0, octets_up: 0 };
  const [down, up] = [more(octetsDown, before.octets_down), more(octetsUp, before.octets_up)];
  if (down === 0 && up === 0) return;
  await tx
    .insertInto('radius_session')
    .values({ session_key: key, ...row })
    .onConflict(conflict => conflict.column('session_key').doUpdateSet(row))
    .execute();
  await tx
    .updateTable('subscriber_profile')
    .set(eb => ({ octets_down: eb('octets_down', '+', down), octets_up: eb('octets_up', '+', up) }))
    .where('subscriber_id', '=', subscriber_id)
    .execute();
  context.count('sessions');
  context.changed(1);
}

function more(now: number, before: number): number {
  return now < before ? now : now - before;
}

async function keepLastRun({ now }: ActionContext, tx: DatabaseTransaction): Promise<void> {
  const value = String(Math.floor(now.getTime() / 1000));
  await tx
    .insertInto('setting')
    .values({ setting_name: LAST_RUN, value })
    .onConflict(conflict => conflict.column('setting_name').doUpdateSet({ value }))
    .execute();
}
