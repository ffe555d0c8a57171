import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';
import type { VlanMac } from './ask-vlan-macs.ts';

/**
 * Adds a row for each MAC of a subscriber when they are not those that were last seen there. Several may share a VLAN:
 * they are compared together, so that nothing is written while nothing changes.
 */
export async function keepVlanMacs(
  context: ActionContext,
  tx: DatabaseTransaction,
  subscriberId: number,
  seen: readonly VlanMac[],
): Promise<void> {
  const last = await lastSeen(tx, subscriberId);
  if (keyOf(seen) === keyOf(last)) return context.count('unchanged');
  const created = context.now.toISOString();
  await tx
    .insertInto('vlan_mac')
    .values(seen.map(({ vlan, mac }) => ({ subscriber_id: subscriberId, vlan, mac, created })))
    .execute();
  context.count('changed');
  context.changed(seen.length);
}

async function lastSeen(tx: DatabaseTransaction, subscriberId: number): Promise<readonly VlanMac[]> {
  return tx
    .selectFrom('vlan_mac')
    .select(['vlan', 'mac'])
    .where('subscriber_id', '=', subscriberId)
    .where('created', '=', eb =>
      eb
        .selectFrom('vlan_mac')
        .select(({ fn }) => fn.max('created').as('created'))
        .where('subscriber_id', '=', subscriberId),
    )
    .execute();
}

function keyOf(macs: readonly VlanMac[]): string {
  return macs
    .map(({ mac }) => mac)
    .toSorted()
    .join();
}
