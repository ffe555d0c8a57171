import type { Database } from '../../../store/schema.ts';
import { isOwnerGone } from '../../run-owner.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import type { AuditItem, AuditRun, AuditService } from '../state.ts';

/** A run beats every few seconds; one that has not for this long is not alive, wherever it ran. */
const SILENT_SECONDS = 300;
/** More than the limit of a run: its rescue takes its time, too. */
const OVERTIME_SECONDS = 600;
const AT_ONCE = 500;

/** Runs that have not ended, those that hold stock, and those that made a service under a key. */
export async function readRuns(
  context: BackendContext,
  items: readonly AuditItem[],
  services: readonly AuditService[],
): Promise<ReadonlyMap<number, AuditRun>> {
  const { db, config } = context;
  const named = new Set([...items.map(item => item.reserved_by), ...services.map(service => service.created_by)]);
  const ids = [...named].filter(id => id !== null);
  const runs = new Map<number, AuditRun>();
  const keep = (row: RunRow): void => void runs.set(row.provision_id, runOf(row, config.provisioning.timeoutSeconds));
  (await select(db).where('provisioning_status', '=', 1).execute()).forEach(keep);
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const part = ids.slice(first, first + AT_ONCE);
    (await select(db).where('provision_id', 'in', part).execute()).forEach(keep);
  }
  return runs;
}

type RunRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function select(db: Database) {
  return db
    .selectFrom('provision')
    .select(['provision_id', 'provisioning_status', 'service_id', 'order_key', 'created', 'heartbeat'])
    .select(['owner_host', 'owner_pid', 'owner_started', 'interrupted', 'held_since']);
}

function runOf(row: RunRow, timeoutSeconds: number): AuditRun {
  const { provision_id, provisioning_status, service_id, order_key, created } = row;
  const dead = provisioning_status === 1 ? whyDead(row, timeoutSeconds) : undefined;
  return { provision_id, provisioning_status, service_id, order_key, created, dead };
}

/** A held run waits for its backend without an owner. */
function whyDead(row: RunRow, timeoutSeconds: number): string | undefined {
  if (row.held_since !== null) return undefined;
  if (isOwnerGone(row)) return `its process ${row.owner_pid} on ${row.owner_host} is dead`;
  if (row.interrupted !== null) return `it was interrupted at ${row.interrupted}`;
  if (row.heartbeat !== null && secondsSince(row.heartbeat) > SILENT_SECONDS)
    return `no sign of life since ${row.heartbeat}`;
  return secondsSince(row.created) > timeoutSeconds + OVERTIME_SECONDS ? `it runs since ${row.created}` : undefined;
}

function secondsSince(time: string): number {
  return (Date.now() - Date.parse(time)) / 1000;
}
