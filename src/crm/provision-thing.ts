import type { Database } from '../store/schema.ts';
import type { RunTitleTable } from '../store/tables/run-title.ts';
import { customerText } from './things/full-text.ts';
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
  search: [],
  searchBy: [{ column: 'customer_id', fullText: customerText }],
  searchValues: titlesWith,
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

/** Runs have few different titles: these are looked through, not the runs. */
async function titlesWith(db: Database, search: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const titles = await db.selectFrom('run_title').selectAll().execute();
  const wanted = search.toLowerCase();
  const holding = (column: keyof RunTitleTable): string[] => [
    ...new Set(titles.map(title => title[column]).filter(title => title.toLowerCase().includes(wanted))),
  ];
  return new Map([
    ['provisioning_play', holding('provisioning_play')],
    ['playbook_description', holding('playbook_description')],
  ]);
}
