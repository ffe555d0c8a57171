import type { Database } from '../../../store/schema.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import type { AuditRun, AuditState } from '../state.ts';
import type { Grace } from '../grace.ts';

/** Names by who touched them last. */
export interface Touched {
  /** By runs that are at work, or were while the audit read. */
  readonly live: ReadonlySet<string>;
  /** By runs that ended within the grace window, or died. */
  readonly ended: ReadonlySet<string>;
}

const PAGE_SIZE = 500;
/** Identifiers as they stand in JSON: uuids, IMSI, numbers. */
const WORD = /[A-Za-z0-9][A-Za-z0-9_.-]{5,}/g;

/** Which of the wanted names the runs of now and of the grace window touched, by what they own and by what they told. */
export async function readTouched(
  { db }: BackendContext,
  state: AuditState,
  wanted: ReadonlySet<string>,
  grace: Grace,
): Promise<Touched> {
  const live = new Set<string>();
  const ended = new Set<string>();
  for (const run of state.crm.runs.values()) {
    if (run.provisioning_status !== 1) continue;
    for (const name of ownedBy(state, run)) (run.dead === undefined ? live : ended).add(name);
  }
  for await (const { provision_id, finished, text } of toldSince(db, grace)) {
    const isLive =
      finished === null ? state.crm.runs.get(provision_id)?.dead === undefined : endedMeanwhile(finished, grace);
    for (const word of text.match(WORD) ?? []) if (wanted.has(word)) (isLive ? live : ended).add(word);
  }
  return { live, ended };
}

/** Its service, the stock of that service, and the stock that it has reserved. */
function ownedBy({ crm }: AuditState, { provision_id, service_id }: AuditRun): string[] {
  const service = crm.serviceById.get(service_id ?? 0);
  const items = crm.items.filter(
    item => item.reserved_by === provision_id || (service_id !== null && item.service_id === service_id),
  );
  const names = items.flatMap(({ inventory_id, imsi, msisdn }) => [`item:${inventory_id}`, imsi, msisdn]);
  return [`run:${provision_id}`, service?.service_uuid, ...names].filter(name => name !== undefined);
}

function endedMeanwhile(finished: string, { startedAt }: Grace): boolean {
  return Date.parse(finished) >= startedAt;
}

interface Told {
  readonly provision_id: number;
  readonly finished: string | null;
  readonly text: string;
}

/** Results of the tasks of those runs, page by page. */
async function* toldSince(db: Database, { seconds, startedAt }: Grace): AsyncGenerator<Told> {
  const cutoff = new Date(startedAt - seconds * 1000).toISOString();
  const query = db
    .selectFrom('provision')
    .innerJoin('provision_event', 'provision_event.provision_id', 'provision.provision_id')
    .select(['provision.provision_id', 'finished', 'provisioning_result_json as text'])
    .where(eb => eb.or([eb('provision.provisioning_status', '=', 1), eb('finished', '>=', cutoff)]))
    .orderBy('provision.provision_id')
    .orderBy('event_number')
    .limit(PAGE_SIZE);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const rows = await query.offset(offset).execute();
    for (const row of rows) if (row.text !== null) yield { ...row, text: row.text };
    if (rows.length < PAGE_SIZE) return;
  }
}
