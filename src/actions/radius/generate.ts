/** Attributes of all subscribers at all servers: written by difference, and those whose state changed are told to the servers. */
import type { ActionContext } from '../action.ts';
import type { RadiusRow, RadiusScenario } from '../../store/radius/replace-attributes.ts';
import { fillMacros } from './fill-macros.ts';
import { hasAccess } from '../subscribers/has-access.ts';
import { packetsFor } from './packets.ts';
import { sendPackets } from './send-packets.ts';
import { readSeats, type Seat } from './seats.ts';

/** Brings FreeRADIUS's tables up to date; with `anew` every row is written again. */
export async function generate(context: ActionContext, anew = false): Promise<void> {
  const seats = await readSeats(context);
  const rows = seats.flatMap(rowsOf);
  const changed = await writeRows(context, rows, anew);
  const packets = seats.flatMap(seat => packetsFor(context, seat, changed.has(seat.userName)));
  await sendPackets(context, packets);
  // Last: who was not told yet when this breaks off is told by the next run.
  await keepStates(context, seats);
}

function rowsOf(seat: Seat): readonly RadiusRow[] {
  const state = hasAccess(seat.member) ? 'active' : 'inactive';
  const isForActive = seat.server.only_active === 1;
  if (isForActive && state === 'inactive') return [];
  return seat.server.attributes.flatMap(({ scenario, modifier, attribute, operator, content }) => {
    const value = fillMacros(content, seat);
    // Where only the active have attributes they have all of them.
    if (value === undefined || (!isForActive && modifier !== 'all' && modifier !== state)) return [];
    return [{ scenario: scenario as RadiusScenario, username: seat.userName, attribute, op: operator, value }];
  });
}

async function writeRows(
  context: ActionContext,
  rows: readonly RadiusRow[],
  anew: boolean,
): Promise<ReadonlySet<string>> {
  const [{ openRadius }, { replaceAttributes }] = await Promise.all([
    import('../../store/radius/open-radius.ts'),
    import('../../store/radius/replace-attributes.ts'),
  ]);
  const sqlite = openRadius(context.config.radiusDatabase);
  try {
    const { written, deleted, changedNames } = replaceAttributes(sqlite, rows, anew);
    if (written > 0) context.count('written', written);
    if (deleted > 0) context.count('deleted', deleted);
    return changedNames;
  } finally {
    sqlite.close();
  }
}

async function keepStates(context: ActionContext, seats: readonly Seat[]): Promise<void> {
  const states = new Map(seats.map(({ member }) => [member.subscriber_id, member] as const));
  const changed = [...states.values()].filter(member => member.was_active !== Number(hasAccess(member)));
  if (changed.length === 0) return;
  await context.transaction(async tx => {
    for (const member of changed) {
      const active = Number(hasAccess(member));
      await tx
        .insertInto('radius_state')
        .values({ subscriber_id: member.subscriber_id, active })
        .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet({ active }))
        .execute();
    }
  });
  context.changed(changed.length);
}
