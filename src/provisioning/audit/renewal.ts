/** Which plan should renew a service. Only a plan that is there can say so: many products are renewed elsewhere. */
import type { AuditProduct, AuditService, AuditState, OcsPlan } from './state.ts';

/** Active services that renew themselves and are on no plan, each with the plan it should be on. */
export function detachedServices(state: AuditState): { service: AuditService; plan: string }[] {
  const plans = state.plans ?? [];
  const attached = new Set(plans.flatMap(plan => plan.accounts));
  const ofProduct = new Map(
    [...state.crm.products.values()].map(product => [product.product_id, planOfProduct(state, plans, product)]),
  );
  return state.crm.services.flatMap(service => {
    const { service_status, auto_renew, service_uuid, product_id } = service;
    if (service_status !== 'Active' || !auto_renew || attached.has(service_uuid)) return [];
    const plan = plans.find(({ id }) => id.endsWith(service_uuid))?.id ?? ofProduct.get(product_id);
    return plan === undefined ? [] : [{ service, plan }];
  });
}

/** A plan that the product's variables name, whose id carries the product's slug, or that renews others of the product. */
function planOfProduct(
  { crm }: AuditState,
  plans: readonly OcsPlan[],
  { product_id, product_slug, provisioning_json_vars }: AuditProduct,
): string | undefined {
  const found = plans.find(
    ({ id, accounts }) =>
      provisioning_json_vars.includes(JSON.stringify(id)) ||
      id.split('_').includes(product_slug) ||
      accounts.some(name => crm.serviceByUuid.get(name)?.product_id === product_id),
  );
  return found?.id;
}
