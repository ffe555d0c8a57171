import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';
import type { Poll } from './poll-switch.ts';
import type { FdbEntry } from './read-fdb.ts';

const ROWS_AT_ONCE = 500;

/** What a switch told, and which it is. */
export interface KeptPoll extends Poll {
  readonly switchId: number;
}

/** Takes polls and writes some at a time: a transaction for each switch would wait for the disk as often. */
export interface PollWriter {
  add(poll: KeptPoll): Promise<void>;
  /** Writes those that still wait. */
  end(): Promise<void>;
}

const POLLS_AT_ONCE = 50;

/** Keeps what switches told, in the place of what they told before. */
export function pollWriter(context: ActionContext): PollWriter {
  let waiting: KeptPoll[] = [];
  const end = async (): Promise<void> => {
    const polls = waiting;
    waiting = [];
    if (polls.length === 0) return;
    await context.transaction(async tx => {
      for (const poll of polls) await savePoll(context, tx, poll);
    });
  };
  return {
    end,
    add: async poll => {
      waiting.push(poll);
      if (waiting.length >= POLLS_AT_ONCE) await end();
    },
  };
}

async function savePoll(
  context: ActionContext,
  tx: DatabaseTransaction,
  { switchId, raw, fdb, mac }: KeptPoll,
): Promise<void> {
  const created = context.now.toISOString();
  for (const [oid, lines] of raw) {
    await tx
      .insertInto('poll_result')
      .values({ switch_id: switchId, oid, raw: lines, created })
      .onConflict(conflict => conflict.columns(['switch_id', 'oid']).doUpdateSet({ raw: lines, created }))
      .execute();
  }
  if (mac !== undefined) await tx.updateTable('switch').set({ mac }).where('switch_id', '=', switchId).execute();
  if (fdb !== undefined) await replaceFdb(tx, switchId, fdb, created);
  context.changed(raw.size + (fdb?.length ?? 0));
}

async function replaceFdb(
  tx: DatabaseTransaction,
  switchId: number,
  fdb: readonly FdbEntry[],
  created: string,
): Promise<void> {
  await tx.deleteFrom('fdb').where('switch_id', '=', switchId).execute();
  const rows = fdb.map(entry => ({ ...entry, switch_id: switchId, created }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('fdb')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}
