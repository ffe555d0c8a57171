/** Step one of an order: is everything there and allowed? Nothing is changed here. */
import { OmnicrmError } from '../errors.ts';
import type { ModuleTable, Playbook } from '../engine/index.ts';
import { getCustomer } from '../crm/customer.ts';
import { pickFree } from '../crm/inventory-reservation.ts';
import { parsePlays } from '../crm/order-plays.ts';
import { findProduct } from '../crm/product.ts';
import { parsePythonStringList } from '../crm/python-literal.ts';
import { getService } from '../crm/service.ts';
import type { Customer, Product, Service } from '../crm/types.ts';
import type { Database } from '../store/schema.ts';
import type { Value } from '../template/index.ts';
import type { LoadedPlay } from './chain/open-order.ts';
import type { ProvisioningContext } from './context.ts';
import { loadPlay } from './load-play.ts';
import { productDefaults } from './merge-variables.ts';
import type { Order } from './order.ts';

export interface CheckedOrder {
  readonly product: Product;
  readonly customer: Customer;
  /** The service an addon works on. */
  readonly service: Service | undefined;
  readonly play: string;
  readonly playbook: Playbook;
  /** The plays after the first, for a product that names several. */
  readonly following: readonly LoadedPlay[];
  /** Types the product asks for. */
  readonly inventoryTypes: readonly string[];
  /** Request variables without the inventory that was named among them. */
  readonly vars: ReadonlyMap<string, Value>;
  /** What the caller chose; types left out are picked when the order is accepted. */
  readonly inventory: ReadonlyMap<string, number>;
}

/** Checks an order whole; the play is read with the modules that will run it. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT, E_PLAY_MISSING or E_PLAY_SYNTAX. */
export async function checkOrder(
  context: ProvisioningContext,
  order: Order,
  modules: ModuleTable,
): Promise<CheckedOrder> {
  const product = await findProduct(context.db, order.product);
  const customer = await getCustomer(context.db, order.customer);
  refuseClosed(product, customer);
  const inventoryTypes = parsePythonStringList(product.inventory_items_list);
  const { vars, inventory } = splitInventory(inventoryTypes, order);
  refuseRemoval(vars);
  refuseReserved(vars);
  checkInventory(product, inventoryTypes, inventory, order.pick === true);
  productDefaults(product);
  const service = await serviceOfAddon(context.db, product, customer, vars);
  const [play, ...others] = playsOf(product, vars);
  const playbook = loadPlay(context.config, play, modules);
  const following = others.map(name => ({ play: name, playbook: loadPlay(context.config, name, modules) }));
  return { product, customer, service, play, playbook, following, inventoryTypes, vars, inventory };
}

/** Free items for the types that were not chosen. Throws E_STOCK when one is out of stock. */
export async function pickMissing(db: Database, checked: CheckedOrder): Promise<ReadonlyMap<string, number>> {
  const chosen = new Map(checked.inventory);
  for (const type of checked.inventoryTypes) {
    if (!chosen.has(type)) chosen.set(type, await pickFree(db, type));
  }
  return chosen;
}

function refuseClosed(product: Product, customer: Customer): void {
  if (!product.enabled) throw new OmnicrmError('E_CONFLICT', `Product '${product.product_slug}' is not for sale`);
  if (customer.customer_status === 'Open' && customer.customer_enabled) return;
  const state = customer.customer_enabled ? customer.customer_status : 'disabled';
  throw new OmnicrmError('E_CONFLICT', `Customer ${customer.customer_id} is ${state}, nothing can be provisioned`);
}

/** An API body names inventory beside the variables: `"SIM Card": 5001`. */
function splitInventory(types: readonly string[], order: Order): Pick<CheckedOrder, 'vars' | 'inventory'> {
  const vars = new Map(order.vars);
  const inventory = new Map(order.inventory);
  for (const type of types) {
    const id = vars.get(type);
    vars.delete(type);
    if (id !== undefined && !inventory.has(type)) inventory.set(type, inventoryId(type, id));
  }
  return { vars, inventory };
}

function inventoryId(type: string, value: Value): number {
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof id === 'number') return id;
  throw new OmnicrmError('E_INPUT', `'${type}' must be an inventory_id, a whole number`);
}

function refuseRemoval(vars: ReadonlyMap<string, Value>): void {
  if (vars.get('action') !== 'deprovision') return;
  const hint = 'Remove a service with: omnicrm deprovision <service>';
  throw new OmnicrmError('E_INPUT', 'An order cannot carry action: deprovision', { hint });
}

/** What only the system may say: where the backends are, and which account is the service's. */
const RESERVED = ['crm_config', 'hss_server', 'service_uuid'];

function refuseReserved(vars: ReadonlyMap<string, Value>): void {
  const name = RESERVED.find(reserved => vars.has(reserved));
  if (name !== undefined) throw new OmnicrmError('E_INPUT', `An order cannot set '${name}': it is omnicrm's own`);
}

function checkInventory(
  product: Product,
  types: readonly string[],
  chosen: ReadonlyMap<string, number>,
  pick: boolean,
): void {
  for (const type of chosen.keys()) {
    if (types.includes(type)) continue;
    const wanted = types.length === 0 ? 'needs no stock' : `needs ${types.join(', ')}`;
    throw new OmnicrmError('E_INPUT', `Product '${product.product_slug}' does not take '${type}': it ${wanted}`);
  }
  const missing = types.filter(type => !chosen.has(type));
  if (missing.length === 0 || pick) return;
  const hint = `Name it with --inventory "${missing[0]}=<inventory_id>", or let the first free one be taken with --pick auto.`;
  throw new OmnicrmError('E_INPUT', `Product '${product.product_slug}' needs ${missing.join(' and ')}`, { hint });
}

async function serviceOfAddon(
  db: Database,
  product: Product,
  customer: Customer,
  vars: ReadonlyMap<string, Value>,
): Promise<Service | undefined> {
  const id = vars.get('service_id');
  if (id === undefined || id === null) {
    if (product.category !== 'addon') return undefined;
    const hint = 'Name it with -e service_id=<id>.';
    throw new OmnicrmError('E_INPUT', `'${product.product_slug}' is an addon: it needs the service it is for`, {
      hint,
    });
  }
  if (product.category === 'standalone') {
    throw new OmnicrmError('E_INPUT', `'${product.product_slug}' makes a service of its own: it takes no service_id`);
  }
  const service = await getService(db, id);
  refuseForeignOrRemoved(service, customer);
  return service;
}

/** A credit to a removed service would bring its account back to life at the charging system. */
function refuseForeignOrRemoved({ service_id, customer_id, service_status }: Service, customer: Customer): void {
  if (customer_id !== customer.customer_id) {
    throw new OmnicrmError('E_CONFLICT', `Service ${service_id} does not belong to customer ${customer.customer_id}`);
  }
  if (service_status === 'Inactive') throw new OmnicrmError('E_CONFLICT', `Service ${service_id} is removed`);
}

function playsOf(product: Product, vars: ReadonlyMap<string, Value>): [string, ...string[]] {
  const play = vars.get('provisioning_play') ?? product.provisioning_play;
  if (typeof play === 'string' && play !== '') return parsePlays(play);
  throw new OmnicrmError('E_INPUT', `Product '${product.product_slug}' names no provisioning_play`);
}
