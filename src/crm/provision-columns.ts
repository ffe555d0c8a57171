import type { Provision } from './types.ts';

/** Columns that only the program itself needs. */
const ownColumns = ['order_digest', 'owner_host', 'owner_pid', 'owner_started'] as const;

/** A run's columns as lists show them, each name beside its id; not the sealed inputs, which are long. */
const columns = [
  ...(['provision_id', 'customer_id', 'customer_name', 'product_id', 'product_name', 'service_id', 'action'] as const),
  ...(['provisioning_play', 'playbook_description', 'provisioning_json_vars', 'provisioning_status'] as const),
  ...(['task_count', 'initiating_user', 'order_key', ...ownColumns, 'heartbeat', 'interrupted', 'verdict'] as const),
  ...(['created', 'finished', 'run_key', 'play_digest', 'turned_back', 'cancel_requested', 'held_since'] as const),
  ...(['held_reason', 'retry_of', 'order_id', 'step'] as const),
] satisfies readonly (keyof Provision)[];

const names: ReadonlyMap<string, string> = new Map([
  ['customer_name', '(select customer_name from customer where customer.customer_id = provision.customer_id)'],
  ['product_name', '(select product_name from product where product.product_id = provision.product_id)'],
]);

/** SQL that selects a `Provision` from the table of that name. */
export const provisionColumns = columns.map(name => `${valueOf(name)} as ${name}`).join(', ');

/** The same as JSON, without what only the program itself needs. */
export const provisionJson = `json_object(${columns
  .filter(name => !ownColumns.some(own => own === name))
  .map(name => `'${name}', ${valueOf(name)}`)
  .join(', ')})`;

function valueOf(name: string): string {
  return names.get(name) ?? `provision.${name}`;
}
