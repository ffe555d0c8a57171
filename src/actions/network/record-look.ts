import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import type { PingableSwitch } from './pingable-switches.ts';

const SWITCHES_AT_ONCE = 5000;

/** Keeps what a look at the switches found: who is dead, since when, and each time of being dead. */
export async function recordLook(
  context: ActionContext,
  switches: readonly PingableSwitch[],
  alive: ReadonlySet<string>,
): Promise<void> {
  const moment = context.now.toISOString();
  for (let at = 0; at < switches.length; at += SWITCHES_AT_ONCE) {
    const some = switches.slice(at, at + SWITCHES_AT_ONCE);
    const up = some.filter(({ ip }) => alive.has(ip)).map(one => one.switch_id);
    const down = some.filter(({ ip }) => !alive.has(ip)).map(one => one.switch_id);
    await context.transaction(async tx => {
      await noteAlive(tx, up, moment);
      await noteDead(tx, down, moment);
    });
    context.count('alive', up.length);
    context.count('dead', down.length);
    context.changed(some.length);
  }
}

async function noteAlive(tx: DatabaseTransaction, ids: readonly number[], moment: string): Promise<void> {
  await tx
    .updateTable('switch_outage')
    .set({ ended: moment })
    .where('switch_id', 'in', ids)
    .where('ended', 'is', null)
    .execute();
  await tx
    .updateTable('switch')
    .set({ alive: 1, dead_since: null, checked_at: moment })
    .where('switch_id', 'in', ids)
    .execute();
}

async function noteDead(tx: DatabaseTransaction, ids: readonly number[], moment: string): Promise<void> {
  await tx
    .insertInto('switch_outage')
    .columns(['switch_id', 'started'])
    .expression(eb =>
      eb
        .selectFrom('switch as s')
        .select(['s.switch_id', eb.val(moment).as('started')])
        .where('s.switch_id', 'in', ids)
        .where('s.dead_since', 'is', null),
    )
    .execute();
  await tx
    .updateTable('switch')
    .set(eb => ({ alive: 0, dead_since: eb.fn.coalesce('dead_since', eb.val(moment)), checked_at: moment }))
    .where('switch_id', 'in', ids)
    .execute();
}
