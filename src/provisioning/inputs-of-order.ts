import type { Value } from '../template/index.ts';
import type { CheckedOrder } from './check-order.ts';
import { productDefaults } from './merge-variables.ts';
import type { RunInputs } from './run-inputs.ts';

/** What the variables of an order's run are made of. */
export function inputsOfOrder(
  { product, customer, service, vars }: CheckedOrder,
  inventory: ReadonlyMap<string, number>,
  initiatingUser: number,
): RunInputs {
  const system = new Map<string, Value>([
    ...(service === undefined ? [] : ([['service_id', service.service_id]] as const)),
    ['product_id', product.product_id],
    ['customer_id', customer.customer_id],
    ['initiating_user', initiatingUser],
  ]);
  return {
    defaults: productDefaults(product),
    facts: new Map(),
    request: vars,
    inventory,
    system,
    inventoryIds: [...inventory.values()],
  };
}
