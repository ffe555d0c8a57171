import { setTimeout as sleep } from 'node:timers/promises';
import { OmnicrmError } from '../../errors.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { Action, ActionContext, HandlerReply, Params } from '../action.ts';
import type { ActionReply, PlannedCharge } from '../request.ts';
import type { OpenContext } from './open-context.ts';

export interface CarriedOut extends Omit<HandlerReply, 'outcome'> {
  readonly outcome: HandlerReply['outcome'] | 'timed out';
  readonly reply: string;
  readonly finished: string;
  readonly error?: ActionReply['error'];
  readonly charges?: ActionReply['charges'];
}

/** When the time is up, a handler has this long to end by itself before its run is closed without it. */
const GRACE_MS = 5000;

/** Calls the handler within its time; whatever happens, it gives an end for the record. */
export async function carryOut({ context }: OpenContext, action: Action, params: Params): Promise<CarriedOut> {
  try {
    const work = context.dryRun ? rehearse(context, action, params) : perform(context, action, params);
    return ended(await withinTime(work, context.signal));
  } catch (error) {
    return ended(failureOf(action, error, context.signal));
  }
}

async function perform(context: ActionContext, action: Action, params: Params): Promise<HandlerReply> {
  if ('handler' in action.run) return action.run.handler(context, params);
  const { runActionPlay } = await import('./run-action-play.ts');
  return runActionPlay(context, action.run, params);
}

function ended(reply: Omit<CarriedOut, 'reply' | 'finished'>): CarriedOut {
  return { ...reply, reply: reply.recorded ?? reply.text, finished: new Date().toISOString() };
}

/** The handler's result, or the signal's reason when it does not end soon after it. */
async function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const overdue = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => {
      void sleep(GRACE_MS, undefined, { ref: false, signal: settled.signal }).then(
        () => reject(signal.reason),
        () => undefined,
      );
    };
    signal.addEventListener('abort', onAbort, { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    settled.abort();
  }
}

/** Thrown to roll a dry run back. */
class RolledBack {
  readonly end: HandlerReply & { readonly charges: readonly PlannedCharge[] };

  constructor(end: RolledBack['end']) {
    this.end = end;
  }
}

/** Does everything in one transaction, reads what was charged, and takes it all back. */
async function rehearse(context: ActionContext, action: Action, params: Params): Promise<RolledBack['end']> {
  try {
    return await withTransaction(context.db, async tx => {
      const reply = await perform({ ...context, db: tx, transaction: work => work(tx) }, action, params);
      throw new RolledBack({ ...reply, charges: await chargesOf(tx, context.runId) });
    });
  } catch (thrown) {
    if (thrown instanceof RolledBack) return thrown.end;
    throw thrown;
  }
}

async function chargesOf(db: ActionContext['db'], runId: number): Promise<readonly PlannedCharge[]> {
  const rows = await db
    .selectFrom('ledger as l')
    .leftJoin('subscriber as s', 's.subscriber_id', 'l.owner_id')
    .leftJoin('cable_subscriber as c', 'c.cable_subscriber_id', 'l.owner_id')
    .select(['l.account', 'l.amount_minor', 'l.note', 's.login', 'c.contract'])
    .where('l.run_id', '=', runId)
    .orderBy('l.ledger_id')
    .execute();
  return rows.map(({ account, amount_minor, note, login, contract }) => {
    const name = account === 'cable' ? contract : login;
    return { account, login: name ?? '', amount_minor, note };
  });
}

function failureOf(action: Action, error: unknown, signal: AbortSignal): Omit<CarriedOut, 'reply' | 'finished'> {
  const name = action.name.toUpperCase();
  if (signal.aborted && error === signal.reason) {
    if (!isTimeout(error)) return { outcome: 'failed', text: `ERROR:${name}_INTERRUPTED`, reason: 'interrupted' };
    return { outcome: 'timed out', text: `ERROR:${name}_TIMED_OUT`, reason: `longer than ${action.timeoutSeconds} s` };
  }
  const told = error instanceof OmnicrmError ? error : bugOf(error);
  return { outcome: 'failed', text: `ERROR:${name}_FAILED`, reason: told.message, error: told };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function bugOf(error: unknown): OmnicrmError {
  return new OmnicrmError('E_INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });
}
