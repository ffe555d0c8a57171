import type { Generated } from 'kysely';

/** A kind of stock (SIM Card, Mobile Number…) and the fields its items have. */
export interface InventoryTemplateTable {
  inventory_template_id: Generated<number>;
  /** Name of the type as orders write it, unique. */
  inventory_type: string;
  comment: string | null;
  /** JSON list of {name, label, required, unique, secret}. */
  fields: string;
  created: string;
  last_modified: string;
}

/** One thing in stock. */
export interface InventoryTable {
  inventory_id: Generated<number>;
  inventory_type: string;
  /** New | Reserved | Assigned | Used | Faulty | Decommissioned. */
  item_state: string;
  customer_id: number | null;
  service_id: number | null;
  notes: string | null;
  /** JSON object of the type's own fields, every value a text (iccid, imsi, ki…). */
  fields: string;
  /** The run that holds it, null when free or long assigned. */
  reserved_by: number | null;
  /** After this moment the hold is void unless the item was assigned. */
  reserved_until: string | null;
  /** The state to go back to when the hold ends without use. */
  reserved_from: string | null;
  created: string;
  last_modified: string;
}

/** Keeps the values of unique fields unique within their type. */
export interface InventoryUniqueTable {
  inventory_type: string;
  field: string;
  value: string;
  inventory_id: number;
}
