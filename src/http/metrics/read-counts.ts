import { listRunning } from '../../crm/provision-record.ts';
import { isInterrupted } from '../../provisioning/recovery/interrupted-runs.ts';
import type { Database, Tables } from '../../store/schema.ts';

export interface Counts {
  /** success, failed, running, held, interrupted, dirty (failed and something is left). */
  readonly runs: ReadonlyMap<string, number>;
  /** queued, sent, failed. */
  readonly notifications: ReadonlyMap<string, number>;
  readonly locks: number;
  readonly reservations: number;
}

/** Counted by indexes alone, so that a scrape stays cheap with a million runs. */
export async function readCounts(db: Database): Promise<Counts> {
  const open = await listRunning(db);
  const held = open.filter(run => run.held_since !== null).length;
  const interrupted = open.filter(isInterrupted).length;
  const messages = db.selectFrom('notification').select(['status', eb => eb.fn.countAll<number>().as('total')]);
  const byStatus = (await messages.groupBy('status').execute()).map(row => [row.status, row.total] as const);
  return {
    runs: new Map([
      ['success', await count(db.selectFrom('provision').where('provisioning_status', '=', 0))],
      ['failed', await count(db.selectFrom('provision').where('provisioning_status', '=', 2))],
      ['dirty', await count(db.selectFrom('provision').where('verdict', '=', 'dirty'))],
      ['running', open.length - held - interrupted],
      ['held', held],
      ['interrupted', interrupted],
    ]),
    notifications: new Map([['queued', 0], ['sent', 0], ['failed', 0], ...byStatus]),
    locks: await count(db.selectFrom('action_run').where('outcome', '=', 'running').where('lock_name', 'is not', null)),
    reservations: await count(db.selectFrom('inventory').where('reserved_by', 'is not', null)),
  };
}

async function count<Table extends keyof Tables>(
  query: import('kysely').SelectQueryBuilder<Tables, Table, object>,
): Promise<number> {
  const counted = await query.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return counted.total;
}
