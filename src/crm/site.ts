import type { Database } from '../store/schema.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Site, Input, ListQuery, Page } from './types.ts';
import { customerField } from './fields/reference-fields.ts';

/** What a site has: an address where services are delivered. */
export const siteThing: Thing<Site> = {
  label: 'site',
  table: 'site',
  key: 'site_id',
  search: ['site_name', 'address_line_1', 'city', 'postal_code'],
  fields: {
    customer_id: customerField,
    site_name: { kind: 'text', required: true, maximum: 200 },
    address_line_1: { kind: 'text', nullable: true },
    address_line_2: { kind: 'text', nullable: true },
    city: { kind: 'text', nullable: true },
    postal_code: { kind: 'text', nullable: true },
    country: { kind: 'text', nullable: true, pattern: { regexp: /^[A-Z]{2}$/, says: 'a country code of two letters' } },
  },
};

/** Makes a site. Throws E_INPUT. */
export function createSite(db: Database, input: Input): Promise<Site> {
  return createThing(db, siteThing, input);
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT. */
export function updateSite(db: Database, id: unknown, changes: Input): Promise<Site> {
  return updateThing(db, siteThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getSite(db: Database, id: unknown): Promise<Site> {
  return getThing(db, siteThing, id);
}

/** A page of sites. Throws E_INPUT for an unknown column. */
export function listSites(db: Database, query: ListQuery = {}): Promise<Page<Site>> {
  return listThings(db, siteThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT while it is in use. */
export function deleteSite(db: Database, id: unknown): Promise<Site> {
  return deleteThing(db, siteThing, id);
}
