/** Services that the HSS nodes have to know. */
import type { AuditService, CrmState, HssNode, HssSubscriber } from './state.ts';

/** Active services with the IMSI of each of their SIM cards. */
export function mobileServices({ services, itemsOfService }: CrmState): { service: AuditService; imsi: string }[] {
  return services
    .filter(service => service.service_status === 'Active')
    .flatMap(service =>
      (itemsOfService.get(service.service_id) ?? []).flatMap(({ imsi }) =>
        imsi === undefined ? [] : [{ service, imsi }],
      ),
    );
}

const COMPARED = ['msisdn', 'ue_ambr_dl', 'ue_ambr_ul', 'enabled'] as const satisfies readonly (keyof HssSubscriber)[];

/** What differs between the nodes' rows of an IMSI: `msisdn (1, 2)`; empty when they agree. */
export function nodesThatDiffer(nodes: readonly HssNode[], imsi: string): string {
  const rows = nodes.map(node => node.byImsi.get(imsi)).filter(row => row !== undefined);
  const values = (name: (typeof COMPARED)[number]): string[] => [...new Set(rows.map(row => String(row[name])))];
  const differing = COMPARED.filter(name => values(name).length > 1);
  return differing.map(name => `${name} (${values(name).join(', ')})`).join(', ');
}
