import type { AuditService, CrmState } from './state.ts';

/** Inventory types that a service's product asks for and that no item of the service is of. */
export function missingTypes(
  { products, itemsOfService }: Pick<CrmState, 'products' | 'itemsOfService'>,
  service: AuditService,
): readonly string[] {
  const wanted = products.get(service.product_id)?.inventoryTypes ?? [];
  const held = new Set((itemsOfService.get(service.service_id) ?? []).map(item => item.inventory_type));
  return wanted.filter(type => !held.has(type));
}
