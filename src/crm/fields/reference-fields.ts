import type { Field } from './field.ts';

/** Fields that name a row of another table. */
export const customerField: Field = {
  kind: 'integer',
  required: true,
  references: { table: 'customer', key: 'customer_id', label: 'customer' },
};
export const ownerField: Field = {
  kind: 'integer',
  nullable: true,
  references: { table: 'customer', key: 'customer_id', label: 'customer' },
};
export const productField: Field = {
  kind: 'integer',
  required: true,
  references: { table: 'product', key: 'product_id', label: 'product' },
};
export const siteField: Field = {
  kind: 'integer',
  nullable: true,
  references: { table: 'site', key: 'site_id', label: 'site' },
};
export const serviceField: Field = {
  kind: 'integer',
  nullable: true,
  references: { table: 'service', key: 'service_id', label: 'service' },
};
export const invoiceField: Field = {
  kind: 'integer',
  nullable: true,
  references: { table: 'invoice', key: 'invoice_id', label: 'invoice' },
};
