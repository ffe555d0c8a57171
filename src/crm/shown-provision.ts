/** Runs as the API shows them: text that the database itself makes JSON of, for a page of runs is long. */
import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { provisionJson } from './provision-columns.ts';
import { eventJson } from './provision-event.ts';
import { provisionThing } from './provision-thing.ts';
import { listColumns } from './things/list-things.ts';
import { notFound, readId } from './things/read-id.ts';
import type { ListQuery } from './types.ts';

export interface ShownProvision {
  /** What decides who may see it. */
  readonly row: { readonly provision_id: number; readonly customer_id: number | null };
  /** JSON of the run, its events under `provisioning_result_json`. */
  readonly json: string;
}

type Found = ShownProvision['row'] & { readonly run: string; readonly events: string };

const RUN = `select provision_id, customer_id, ${provisionJson} as run, (
  select json_group_array(${eventJson}) from (
    select * from provision_event where provision_event.provision_id = provision.provision_id order by event_number
  )
) as events from provision where provision_id = ?`;

/** One run with its events, as UIs poll it. Throws E_NOT_FOUND. */
export async function showProvision(db: Database, id: unknown): Promise<ShownProvision> {
  const query = { sql: RUN, parameters: [readId(provisionThing, id)] };
  const [found] = (await runQuery<Found>(db, query)).rows;
  if (found === undefined) throw notFound(provisionThing, id);
  const { run, events, ...row } = found;
  return { row, json: `${run.slice(0, -1)},"provisioning_result_json":${events}}` };
}

/** JSON of a page of runs, the newest first; the search is that of `listProvisions`. Throws E_INPUT. */
export async function showProvisions(db: Database, query: ListQuery = {}): Promise<string> {
  const wanted = { order: 'desc', ...query };
  const { data, pagination } = await listColumns<{ run: string }>(
    db,
    provisionThing,
    wanted,
    `${provisionJson} as run`,
  );
  return `{"data":[${data.map(({ run }) => run).join(',')}],"pagination":${JSON.stringify(pagination)}}`;
}
