import { missingTypes } from './missing-types.ts';
import type { AuditService, CrmState } from './state.ts';

/**
 * Which Active services claim an item: the one it is attached to, and one whose order named it while nothing else took its
 * place (after an exchange the order's item is free, and rightly so).
 */
export function claimsOf(crm: CrmState): ReadonlyMap<number, readonly AuditService[]> {
  const claims = new Map<number, AuditService[]>();
  const claim = (item: number, service: AuditService): void => {
    const services = claims.get(item) ?? [];
    if (!services.includes(service)) claims.set(item, [...services, service]);
  };
  for (const service of crm.services) {
    if (service.service_status !== 'Active') continue;
    for (const item of crm.itemsOfService.get(service.service_id) ?? []) claim(item.inventory_id, service);
    const ordered = crm.ordered.get(service.service_id);
    if (ordered === undefined) continue;
    for (const type of missingTypes(crm, service)) {
      const item = ordered.get(type);
      if (item !== undefined) claim(item, service);
    }
  }
  return claims;
}
