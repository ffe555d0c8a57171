/** The CRM against itself. */
import type { AuditRule } from '../audit-rule.ts';
import { byHand } from '../finding.ts';
import { missingTypes } from '../missing-types.ts';
import type { AuditService, CrmState } from '../state.ts';

export const crmRules: readonly AuditRule[] = [
  {
    id: 'CRM-1',
    severity: 'high',
    system: 'crm',
    summary: 'an Active service without the stock that its product asks for',
    needs: [],
    find: ({ crm }) =>
      crm.services.flatMap(service => {
        const missing = service.service_status === 'Active' ? missingTypes(crm, service) : [];
        if (missing.length === 0) return [];
        const evidence = `no ${missing.join(' and no ')} belongs to it`;
        return [{ ...ofService(service), evidence, fix: byHand('assign the item that it uses') }];
      }),
  },
  {
    id: 'CRM-2',
    severity: 'high',
    system: 'crm',
    summary: 'a run that has not ended and that nobody carries on',
    needs: [],
    find: ({ crm }) =>
      [...crm.runs.values()].flatMap(({ provision_id, dead, created }) => {
        if (dead === undefined) return [];
        const fix = byHand(`omnicrm resume ${provision_id}, or omnicrm rollback ${provision_id}`);
        return [
          {
            system: 'crm',
            key: `provision ${provision_id}`,
            evidence: dead,
            touches: [],
            since: created,
            settled: true,
            fix,
          },
        ];
      }),
  },
  {
    id: 'CRM-3',
    severity: 'high',
    system: 'crm',
    summary: 'two Active services from one idempotency key',
    needs: [],
    find: ({ crm }) =>
      twins(crm).map(([first, ...others]) => ({
        ...ofService(first),
        evidence: `run ${first.created_by} made ${others.map(other => `service ${other.service_id}`).join(', ')}, too, from one order`,
        fix: byHand(
          `remove what was not ordered: omnicrm deprovision ${others.map(other => other.service_id).join(' ')}`,
        ),
      })),
  },
];

function ofService({ service_id, service_uuid, last_modified }: AuditService) {
  return { system: 'crm', key: `service ${service_id}`, touches: [service_uuid], since: last_modified };
}

/** A bundle makes several on purpose. */
function twins({ services, runs, products }: CrmState): [AuditService, ...AuditService[]][] {
  const byRun = new Map<number, [AuditService, ...AuditService[]]>();
  for (const service of services) {
    const { created_by, service_status, product_id } = service;
    if (created_by === null || service_status !== 'Active' || products.get(product_id)?.category === 'bundle') continue;
    const earlier = byRun.get(created_by);
    if (earlier === undefined) byRun.set(created_by, [service]);
    else earlier.push(service);
  }
  return [...byRun]
    .filter(([run, made]) => made.length > 1 && runs.get(run)?.order_key !== null)
    .map(([, made]) => made);
}
