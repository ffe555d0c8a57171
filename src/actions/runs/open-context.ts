import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { ActionContext } from '../action.ts';
import { periodOf } from '../calendar.ts';
import type { ActionFloor, ActionRequest } from '../request.ts';
import type { NewRun } from './action-run.ts';

/** A handler's context, and what it left in it. */
export interface OpenContext {
  readonly context: ActionContext;
  readonly counts: Readonly<Record<string, number>>;
  rowsChanged(): number;
  /** Writes what the action told; lines of a dry run are dropped. */
  writeEvents(db: Database): Promise<void>;
}

export function openContext(floor: ActionFloor, request: ActionRequest, run: NewRun, runId: number): OpenContext {
  const counts: Record<string, number> = {};
  const told: string[] = [];
  let rows = 0;
  const now = floor.clock?.() ?? new Date();
  const signal = limitedSignal(run.action.timeoutSeconds, request.signal);
  const context: ActionContext = {
    db: floor.db,
    config: floor.config,
    options: floor.options,
    today: run.asOf,
    period: periodOf(run.action.period, run.asOf),
    now,
    action: run.action.name,
    runId,
    actor: run.door,
    onceKey: request.onceKey,
    dryRun: run.dryRun,
    signal,
    transaction: async work => {
      signal.throwIfAborted();
      return withTransaction(floor.db, work);
    },
    count: (name, by = 1) => {
      counts[name] = (counts[name] ?? 0) + by;
    },
    changed: by => {
      rows += by;
    },
    tell: text => {
      told.push(text);
    },
  };
  return {
    context,
    counts,
    rowsChanged: () => rows,
    writeEvents: async db => {
      if (run.dryRun || told.length === 0) return;
      const created = now.toISOString();
      const lines = told.map(body => ({ run_id: runId === 0 ? null : runId, actor: run.door, body, created }));
      for (let at = 0; at < lines.length; at += 500) {
        await db
          .insertInto('event')
          .values(lines.slice(at, at + 500))
          .execute();
      }
    },
  };
}

function limitedSignal(seconds: number, asked: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(seconds * 1000);
  return asked === undefined ? limit : AbortSignal.any([limit, asked]);
}
