import { isOwnerGone } from '../../provisioning/run-owner.ts';
import type { Database } from '../../store/schema.ts';

export interface RunQuery {
  readonly name?: string | undefined;
  readonly failed: boolean;
  readonly limit: number;
}

/** Runs, the newest first; one whose process is seen to be dead is told as failed. */
export async function recentRuns(db: Database, { name, failed, limit }: RunQuery) {
  const rows = await db
    .selectFrom('action_run')
    .selectAll()
    .$if(name !== undefined, query => query.where('action_name', '=', name ?? ''))
    .$if(failed, query => query.where('outcome', 'in', ['failed', 'timed out', 'running']))
    .orderBy('action_run_id', 'desc')
    .limit(limit)
    .execute();
  const runs = rows.map(({ owner_host, owner_pid, owner_started, lock_name: _lock, ...run }) => {
    const isDead = run.outcome === 'running' && isOwnerGone({ owner_host, owner_pid, owner_started });
    const end = isDead ? { outcome: 'failed', reason: 'its process died' } : {};
    return { ...run, counts: JSON.parse(run.counts) as Record<string, number>, ...end };
  });
  return failed ? runs.filter(run => run.outcome !== 'running') : runs;
}
