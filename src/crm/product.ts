import type { Database } from '../store/schema.ts';
import { findThing } from './things/find-thing.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Product, Input, ListQuery, Page } from './types.ts';

/** What a product has: prices in currency units, the play and what the play needs. */
export const productThing: Thing<Product> = {
  label: 'product',
  table: 'product',
  key: 'product_id',
  search: ['product_name', 'product_slug', 'comment'],
  fields: {
    product_slug: {
      kind: 'text',
      required: true,
      pattern: { regexp: /^[a-z0-9][a-z0-9_-]*$/i, says: 'a slug: letters, digits, - and _' },
      maximum: 100,
    },
    product_name: { kind: 'text', required: true, maximum: 200 },
    category: { kind: 'choice', choices: ['standalone', 'addon', 'bundle'], default: 'standalone' },
    service_type: { kind: 'text', nullable: true, maximum: 50 },
    enabled: { kind: 'flag', default: true },
    icon: { kind: 'text', nullable: true },
    comment: { kind: 'text', nullable: true },
    retail_cost: { kind: 'money', default: 0 },
    retail_setup_cost: { kind: 'money', default: 0 },
    wholesale_cost: { kind: 'money', default: 0 },
    wholesale_setup_cost: { kind: 'money', default: 0 },
    provisioning_play: { kind: 'play_list', nullable: true },
    provisioning_json_vars: { kind: 'json_object', default: '{}' },
    inventory_items_list: { kind: 'string_list', default: '[]' },
    residential: { kind: 'flag', default: true },
    business: { kind: 'flag', default: true },
    customer_can_purchase: { kind: 'flag', default: true },
    auto_renew: { kind: 'choice', choices: ['true', 'false', 'prompt'], default: 'prompt' },
    contract_days: { kind: 'integer', minimum: 0, default: 0 },
    features_list: { kind: 'text', nullable: true },
    terms: { kind: 'text', nullable: true },
    available_from: { kind: 'date', nullable: true },
    available_until: { kind: 'date', nullable: true },
  },
};

/** Makes a product. Throws E_INPUT, E_CONFLICT. */
export function createProduct(db: Database, input: Input): Promise<Product> {
  return createThing(db, productThing, input);
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateProduct(db: Database, id: unknown, changes: Input): Promise<Product> {
  return updateThing(db, productThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getProduct(db: Database, id: unknown): Promise<Product> {
  return getThing(db, productThing, id);
}

/** A page of products. Throws E_INPUT for an unknown column. */
export function listProducts(db: Database, query: ListQuery = {}): Promise<Page<Product>> {
  return listThings(db, productThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT while it is in use. */
export function deleteProduct(db: Database, id: unknown): Promise<Product> {
  return deleteThing(db, productThing, id);
}

/** The product with this id or slug. Throws E_NOT_FOUND with the nearest slug. */
export function findProduct(db: Database, idOrSlug: string | number): Promise<Product> {
  return findThing(db, productThing, 'product_slug', idOrSlug);
}
