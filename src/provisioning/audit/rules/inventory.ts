/** Stock: whose it is, whether it is free, and whether the network agrees. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand } from '../finding.ts';
import { claimsOf } from '../claims.ts';
import { freeItem } from '../fix/free-item.ts';
import { isDormant } from '../hss-names.ts';
import { isLive } from '../names.ts';
import type { AuditItem, AuditState } from '../state.ts';

const FREE = new Set(['New', 'Used']);

export const inventoryRules: readonly AuditRule[] = [
  {
    id: 'INV-1',
    severity: 'high',
    system: 'crm',
    summary: 'an Assigned item without customer or service, or of a dead service',
    needs: ['hss'],
    find: state =>
      state.crm.items.flatMap(item => {
        const service = state.crm.serviceById.get(item.service_id ?? 0);
        if (item.item_state !== 'Assigned' || (item.customer_id !== null && isLive(service))) return [];
        const whose = item.customer_id === null ? 'no customer' : 'no live service';
        const evidence = `${item.inventory_type} is assigned to ${whose}`;
        return [{ ...ofItem(state, item), evidence, fix: freeItem(state, item) }];
      }),
  },
  {
    id: 'INV-2',
    severity: 'critical',
    system: 'crm',
    summary: 'a free item that is live in the HSS or that an Active service claims: it will be sold twice',
    needs: ['hss'],
    find: state => {
      const claims = claimsOf(state.crm);
      const live = liveNames(state);
      return state.crm.items.flatMap(item => {
        if (!FREE.has(item.item_state) || item.service_id !== null || item.customer_id !== null) return [];
        const names = [item.imsi, item.msisdn].filter(name => name !== undefined);
        const inUse = names.filter(name => live.has(name)).map(name => `${name} is live at ${live.get(name)}`);
        const services = (claims.get(item.inventory_id) ?? []).map(
          service => `service ${service.service_id} was sold with it`,
        );
        const evidence = `free, but ${[...inUse, ...services].join(', ')}`;
        const fix = byHand('assign it to the service that uses it, or end that use');
        return inUse.length + services.length === 0 ? [] : [{ ...ofItem(state, item), evidence, fix }];
      });
    },
  },
  {
    id: 'INV-3',
    severity: 'critical',
    system: 'crm',
    summary: 'an item claimed by two services, or reserved by a run that has ended',
    needs: [],
    find: state => {
      const claims = claimsOf(state.crm);
      return state.crm.items.flatMap(item => {
        const services = claims.get(item.inventory_id) ?? [];
        const claimed = services.map(service => `service ${service.service_id}`).join(' and ');
        const fix = byHand('give one of them another item');
        const twice = services.length > 1 ? [{ ...ofItem(state, item), evidence: `claimed by ${claimed}`, fix }] : [];
        return [...twice, ...staleReservation(state, item)];
      });
    },
  },
];

function ofItem({ crm }: AuditState, { inventory_id, service_id, imsi, msisdn, last_modified }: AuditItem) {
  const names = [`item:${inventory_id}`, imsi, msisdn, crm.serviceById.get(service_id ?? 0)?.service_uuid];
  const touches = names.filter(name => name !== undefined);
  return { system: 'crm', key: `inventory ${inventory_id}`, touches, since: last_modified };
}

/** IMSI and numbers of subscribers in use, with the node that says so. */
function liveNames({ hss }: AuditState): ReadonlyMap<string, string> {
  const live = new Map<string, string>();
  for (const { node, subscribers } of hss) {
    for (const row of subscribers) if (!isDormant(row)) live.set(row.imsi, node).set(row.msisdn, node);
  }
  return live;
}

function staleReservation(state: AuditState, item: AuditItem) {
  const { reserved_by } = item;
  const run = reserved_by === null ? undefined : state.crm.runs.get(reserved_by);
  if (reserved_by === null || run?.provisioning_status === 1) return [];
  const evidence = `reserved by run ${reserved_by}, which ${run === undefined ? 'is not there' : 'has ended'}`;
  const words = `give up the reservation of run ${reserved_by}`;
  const fix = byHand(words, [{ to: 'crm', write: 'releaseReservation', id: reserved_by, words }]);
  return [{ ...ofItem(state, item), settled: true, evidence, fix }];
}
