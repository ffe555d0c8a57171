import { OmnicrmError } from '../../errors.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { exportFile } from '../export-file.ts';
import { inBatches } from '../in-batches.ts';
import { done } from '../reply.ts';
import { concurrently } from './concurrently.ts';
import { askVlanMacs, type VlanMac } from './vlans/ask-vlan-macs.ts';
import { keepVlanMacs } from './vlans/keep-vlan-macs.ts';

const TERMINATORS_AT_ONCE = 32;

export const writevlanmachistory = defineAction({
  name: 'writevlanmachistory',
  summary: "Keep which MAC is behind each subscriber's VLAN, as the devices tell at which VLANs end.",
  gate: { VLANMACHISTORY: 'ERROR:NO_VLAN_MAC_HISTORY ENABLED' },
  timeout: 3600,
  changes: 'outside',
  run: {
    handler: async context => {
      const terminators = await vlanTerminators(context);
      const owners = await ownersByVlan(context);
      const seen = new Map<number, VlanMac[]>();
      const numbers = await concurrently(terminators, TERMINATORS_AT_ONCE, async terminator => {
        const macs = await askOne(context, terminator);
        for (const one of macs) {
          const owner = owners.get(placeOf(terminator.vlan_pool_id, one.vlan));
          if (owner === undefined) context.count("nobody's");
          else seen.set(owner, [...(seen.get(owner) ?? []), one]);
        }
        return macs.length;
      });
      await inBatches(context, [...seen], (tx, [owner, macs]) => keepVlanMacs(context, tx, owner, macs));
      exportFile(context, 'exports/ONLINEVLANS', String(numbers.reduce((sum, number) => sum + number, 0)));
      return done('OK:WRITING NEW MACS');
    },
  },
});

type Terminator = Awaited<ReturnType<typeof vlanTerminators>>[number];

/** A terminator's community is that of the switch with its address. */
async function vlanTerminators({ db }: ActionContext) {
  const switches = await db.selectFrom('switch').select(['ip', 'snmp_read']).where('ip', 'is not', null).execute();
  const communities = new Map(switches.map(({ ip, snmp_read }) => [ip, snmp_read]));
  const rows = await db
    .selectFrom('vlan_terminator')
    .select(['vlan_pool_id', 'ip'])
    .orderBy('vlan_terminator_id')
    .execute();
  return rows.map(row => ({ ...row, community: communities.get(row.ip) ?? null }));
}

async function ownersByVlan({ db }: ActionContext): Promise<ReadonlyMap<string, number>> {
  const hosts = await db.selectFrom('vlan_host').selectAll().execute();
  return new Map(hosts.map(({ vlan_pool_id, vlan, subscriber_id }) => [placeOf(vlan_pool_id, vlan), subscriber_id]));
}

function placeOf(poolId: number, vlan: number): string {
  return `${poolId} ${vlan}`;
}

/** One that does not answer is told and holds nothing up. */
async function askOne(context: ActionContext, { ip, community }: Terminator): Promise<readonly VlanMac[]> {
  if (!community) {
    context.count('without community');
    context.tell(`${ip}: no switch of this address has a community`);
    return [];
  }
  const port = context.options.digits('SNMP_PORT', 161);
  try {
    return await askVlanMacs({ address: ip, community: sealerOf(context.db).open(community), port }, context.signal);
  } catch (error) {
    if (!(error instanceof OmnicrmError) || error.code !== 'E_BACKEND_DOWN') throw error;
    context.count('silent');
    context.tell(error.message);
    return [];
  }
}
