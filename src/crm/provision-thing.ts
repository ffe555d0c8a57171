import type { Database } from '../store/schema.ts';
import type { Field } from './fields/field.ts';
import type { Thing } from './things/thing.ts';

const number: Field = { kind: 'integer', nullable: true, readOnly: true };
const text: Field = { kind: 'text', nullable: true, readOnly: true };

/** The columns of a run that a list may be sorted and filtered by; only the runner writes them. */
export const provisionThing: Thing = {
  label: 'run',
  table: 'provision',
  key: 'provision_id',
  moments: ['created'],
  search: ['playbook_description', 'provisioning_play'],
  searchElsewhere: idsByCustomer,
  fields: {
    customer_id: number,
    product_id: number,
    service_id: number,
    action: text,
    provisioning_play: text,
    playbook_description: text,
    provisioning_status: number,
    task_count: number,
    initiating_user: number,
    order_key: text,
    heartbeat: text,
    interrupted: text,
    verdict: text,
    finished: text,
    order_id: number,
    step: number,
  },
};

async function idsByCustomer(db: Database, name: string): Promise<number[]> {
  const query = db
    .selectFrom('provision')
    .innerJoin('customer', 'customer.customer_id', 'provision.customer_id')
    .select('provision.provision_id as id')
    .where(eb => eb(eb.fn('instr', [eb.fn('lower', ['customer.customer_name']), eb.val(name.toLowerCase())]), '>', 0));
  return (await query.limit(1000).execute()).map(row => row.id);
}
