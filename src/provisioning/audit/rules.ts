/** The rules of the orphan audit, by the ids that operators know them by. */
import type { InventoryItem, Service } from '../../crm/types.ts';
import { type AuditRule, type AuditState, type HssNode, isDormant, isLive, type Observation } from './audit-state.ts';

/** A run under way explains what it touches: nothing of its service is reported. */
function settled(state: AuditState): readonly Service[] {
  const busy = new Set(state.running.map(run => run.service_id));
  return state.services.filter(service => !busy.has(service.service_id));
}

function serviceByUuid(state: AuditState): ReadonlyMap<string, Service> {
  return new Map(state.services.map(service => [service.service_uuid, service]));
}

function imsiOwner(state: AuditState): ReadonlyMap<string, InventoryItem> {
  return new Map(
    state.items.flatMap(item => (typeof item['imsi'] === 'string' ? [[item['imsi'], item] as const] : [])),
  );
}

function serviceOf(state: AuditState, item: InventoryItem | undefined): Service | undefined {
  return state.services.find(service => service.service_id === item?.service_id);
}

function eachSubscriber(
  state: AuditState,
  find: (node: HssNode, row: HssNode['subscribers'][number]) => Observation | undefined,
): Observation[] {
  return state.hss.flatMap(node => node.subscribers.flatMap(row => find(node, row) ?? []));
}

/** Services of which a live SIM is stock: those the HSS has to know. */
function mobileServices(state: AuditState): { service: Service; imsi: string }[] {
  return settled(state)
    .filter(service => service.service_status === 'Active')
    .flatMap(service =>
      state.items
        .filter(item => item.service_id === service.service_id && typeof item['imsi'] === 'string')
        .map(item => ({ service, imsi: String(item['imsi']) })),
    );
}

export const auditRules: readonly AuditRule[] = [
  {
    id: 'OCS-1',
    severity: 'high',
    find: state => {
      if (state.running.length > 0) return [];
      const known = serviceByUuid(state);
      const orphans = state.accounts.filter(account => account.name.startsWith('Service_') && !known.has(account.name));
      return orphans.map(({ name }) => ({ system: 'ocs', key: name, evidence: 'account of no service' }));
    },
  },
  {
    id: 'OCS-2',
    severity: 'high',
    find: state => {
      const known = serviceByUuid(state);
      const dead = state.accounts.filter(({ name }) => known.has(name) && !isLive(known.get(name)));
      return dead.map(({ name }) => ({ system: 'ocs', key: name, evidence: 'account of a service that is inactive' }));
    },
  },
  {
    id: 'OCS-3',
    severity: 'critical',
    find: state => {
      if (!state.ocsAnswered) return [];
      const accounts = new Set(state.accounts.map(account => account.name));
      const bare = settled(state).filter(
        service => service.service_status === 'Active' && !accounts.has(service.service_uuid),
      );
      return bare.map(service => ({
        system: 'ocs',
        key: service.service_uuid,
        evidence: `service ${service.service_id} has no account`,
      }));
    },
  },
  {
    id: 'OCS-5',
    severity: 'medium',
    find: state => {
      const known = serviceByUuid(state);
      const stray = state.attributeProfiles.filter(
        id => id.startsWith('ATTR_ACCOUNT_') && !isLive(known.get(id.slice('ATTR_ACCOUNT_'.length))),
      );
      return state.running.length > 0
        ? []
        : stray.map(key => ({ system: 'ocs', key, evidence: 'attribute profile of no live service' }));
    },
  },
  {
    id: 'HSS-1',
    severity: 'high',
    find: state => {
      const owners = imsiOwner(state);
      const busy = state.running.length > 0;
      return eachSubscriber(state, (node, row) => {
        const owned = isLive(serviceOf(state, owners.get(row.imsi)));
        if (busy || owned || isDormant(row)) return undefined;
        return {
          system: node.node,
          key: row.imsi,
          evidence: `enabled with number ${row.msisdn}, but of no live service`,
        };
      });
    },
  },
  {
    id: 'HSS-2',
    severity: 'critical',
    find: state =>
      mobileServices(state).flatMap(({ service, imsi }) =>
        state.hss
          .filter(node => !node.subscribers.some(row => row.imsi === imsi && !isDormant(row)))
          .map(({ node }) => ({
            system: node,
            key: imsi,
            evidence: `service ${service.service_id} is not live on this HSS`,
          })),
      ),
  },
  {
    id: 'HSS-5',
    severity: 'medium',
    find: state =>
      state.hss.flatMap(node => {
        const known = new Set(node.subscribers.map(row => row.imsi));
        const stray = node.imsSubscribers.filter(row => !known.has(row.imsi));
        return stray.map(row => ({
          system: node.node,
          key: row.imsi,
          evidence: 'voice subscriber without subscriber',
        }));
      }),
  },
  {
    id: 'INV-1',
    severity: 'high',
    find: state =>
      state.items
        .filter(
          item => item.item_state === 'Assigned' && (item.customer_id === null || !isLive(serviceOf(state, item))),
        )
        .map(item => ({
          system: 'crm',
          key: `inventory ${item.inventory_id}`,
          evidence: `${item.inventory_type} is assigned to no live service`,
        })),
  },
  {
    id: 'INV-2',
    severity: 'critical',
    find: state => {
      const free = new Map(state.items.filter(item => item.service_id === null).map(item => [item['imsi'], item]));
      if (state.running.length > 0) return [];
      return eachSubscriber(state, (node, row) => {
        const item = free.get(row.imsi);
        if (item === undefined || isDormant(row)) return undefined;
        return {
          system: 'crm',
          key: `inventory ${item.inventory_id}`,
          evidence: `free, but its IMSI ${row.imsi} is live at ${node.node}`,
        };
      });
    },
  },
];
