/** What the CRM says: services, stock, products and the runs that matter to them. */
import { listInventory } from '../../../crm/inventory.ts';
import { listProducts } from '../../../crm/product.ts';
import { parsePythonStringList } from '../../../crm/python-literal.ts';
import { listServices } from '../../../crm/service.ts';
import type { InventoryItem, ListQuery, Page, Product, Service } from '../../../crm/types.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import { missingTypes } from '../missing-types.ts';
import type { AuditItem, AuditProduct, AuditService, CrmState } from '../state.ts';
import { readOrdered } from './read-ordered.ts';
import { readRuns } from './read-runs.ts';

const PAGE_SIZE = 500;

/** Reads it page by page and keeps of each row what the rules look at. */
export async function readCrm(context: BackendContext): Promise<CrmState> {
  const { db } = context;
  const services = await collect(query => listServices(db, query), serviceOf);
  const items = await collect(query => listInventory(db, query), itemOf);
  const products = await collect(query => listProducts(db, query), productOf);
  const base = {
    services,
    subscribed: await readSubscribed(context),
    serviceById: new Map(services.map(service => [service.service_id, service])),
    serviceByUuid: new Map(services.map(service => [service.service_uuid, service])),
    items,
    itemByImsi: new Map(items.flatMap(item => (item.imsi === undefined ? [] : [[item.imsi, item] as const]))),
    itemsOfService: groupByService(items),
    products: new Map(products.map(product => [product.product_id, product])),
  };
  const lacking = services.filter(
    service => service.service_status === 'Active' && missingTypes(base, service).length > 0,
  );
  return { ...base, runs: await readRuns(context, items, services), ordered: await readOrdered(db, lacking) };
}

async function readSubscribed({ db }: BackendContext): Promise<ReadonlySet<number>> {
  const query = db.selectFrom('subscriber').select('service_id').distinct().where('service_id', 'is not', null);
  return new Set((await query.execute()).map(row => Number(row.service_id)));
}

async function collect<Row, Kept>(
  list: (query: ListQuery) => Promise<Page<Row>>,
  keep: (row: Row) => Kept,
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (let page = 1; ; page++) {
    const { data, pagination } = await list({ page, per_page: PAGE_SIZE });
    for (const row of data) kept.push(keep(row));
    if (page >= pagination.pages) return kept;
  }
}

function serviceOf(service: Service): AuditService {
  const { service_id, service_uuid, service_status, service_name, product_id, last_modified } = service;
  const auto_renew = service.auto_renew === 'true';
  const created_by = service.created_by_provision_id;
  return { service_id, service_uuid, service_status, service_name, product_id, auto_renew, created_by, last_modified };
}

function itemOf(item: InventoryItem): AuditItem {
  const { inventory_id, inventory_type, item_state, customer_id, service_id, reserved_by, last_modified } = item;
  const own = { inventory_id, inventory_type, item_state, customer_id, service_id, reserved_by, last_modified };
  return { ...own, imsi: identifier(item['imsi']), msisdn: identifier(item['msisdn']), dialled: dialledOf(item) };
}

/** Numbers without a context are in the usual one of their kind. */
function dialledOf(item: InventoryItem): AuditItem['dialled'] {
  const [exten, did] = [identifier(item['exten']), identifier(item['did'])];
  const number = exten ?? did;
  if (number === undefined) return undefined;
  return { number, context: identifier(item['context']) ?? (exten === undefined ? 'from-extern' : 'default') };
}

function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function productOf(product: Product): AuditProduct {
  const { product_id, product_slug, category, provisioning_json_vars } = product;
  const inventoryTypes = parsePythonStringList(product.inventory_items_list);
  return { product_id, product_slug, category, provisioning_json_vars, inventoryTypes };
}

function groupByService(items: readonly AuditItem[]): ReadonlyMap<number, readonly AuditItem[]> {
  const groups = new Map<number, AuditItem[]>();
  for (const item of items) {
    if (item.service_id === null) continue;
    const group = groups.get(item.service_id) ?? [];
    group.push(item);
    groups.set(item.service_id, group);
  }
  return groups;
}
