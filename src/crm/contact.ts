import type { Database } from '../store/schema.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Contact, Input, ListQuery, Page } from './types.ts';
import { customerField } from './fields/reference-fields.ts';

/** What a contact has: a person to reach about a customer. */
export const contactThing: Thing<Contact> = {
  label: 'contact',
  table: 'contact',
  key: 'contact_id',
  search: ['contact_name', 'contact_email', 'contact_phone'],
  fields: {
    customer_id: customerField,
    contact_type: { kind: 'choice', choices: ['billing', 'technical', 'general'], default: 'general' },
    contact_name: { kind: 'text', required: true, maximum: 200 },
    contact_email: { kind: 'text', nullable: true, pattern: { regexp: /^[^@\s]+@[^@\s]+$/, says: 'a mail address' } },
    contact_phone: {
      kind: 'text',
      nullable: true,
      pattern: { regexp: /^\+?[0-9 ()./-]{3,30}$/, says: 'a phone number' },
    },
  },
};

/** Makes a contact. Throws E_INPUT. */
export function createContact(db: Database, input: Input): Promise<Contact> {
  return createThing(db, contactThing, input);
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT. */
export function updateContact(db: Database, id: unknown, changes: Input): Promise<Contact> {
  return updateThing(db, contactThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getContact(db: Database, id: unknown): Promise<Contact> {
  return getThing(db, contactThing, id);
}

/** A page of contacts. Throws E_INPUT for an unknown column. */
export function listContacts(db: Database, query: ListQuery = {}): Promise<Page<Contact>> {
  return listThings(db, contactThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT while it is in use. */
export function deleteContact(db: Database, id: unknown): Promise<Contact> {
  return deleteThing(db, contactThing, id);
}
