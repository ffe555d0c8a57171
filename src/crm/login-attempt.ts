import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { secondsFromNow } from './seconds-from-now.ts';
import { now } from './things/thing.ts';

/** Whose attempts are counted, and how many are free in one window. */
export interface AttemptLimit {
  readonly subject: string;
  readonly most: number;
}

const WINDOW_SECONDS = 15 * 60;

/**
 * Counts an attempt before it is made, so that many at once are counted too; the counts outlive a restart. Throws
 * E_TOO_MANY, with `details.retry_after` in seconds, when a subject has had its share.
 */
export async function countAttempt(db: Database, limits: readonly AttemptLimit[]): Promise<void> {
  const full = await withTransaction(db, async tx => {
    await tx.deleteFrom('login_attempt').where('window_ends', '<=', now()).execute();
    const ends = await Promise.all(limits.map(limit => windowEndWhenFull(tx, limit)));
    const latest = ends
      .filter(end => end !== undefined)
      .toSorted()
      .at(-1);
    if (latest === undefined) for (const { subject } of limits) await addOne(tx, subject);
    return latest;
  });
  if (full !== undefined) throw tooMany(full);
}

/** Takes an attempt that was a success out of the counts: all of its account's, one of its address's. */
export async function forgiveAttempt(db: Database, account: string, address: string): Promise<void> {
  await withTransaction(db, async tx => {
    await tx.deleteFrom('login_attempt').where('subject', '=', account).execute();
    const update = tx.updateTable('login_attempt').set(eb => ({ attempts: eb('attempts', '-', 1) }));
    await update.where('subject', '=', address).where('attempts', '>', 0).execute();
  });
}

async function windowEndWhenFull(db: Database, { subject, most }: AttemptLimit): Promise<string | undefined> {
  const query = db.selectFrom('login_attempt').select('window_ends').where('subject', '=', subject);
  return (await query.where('attempts', '>=', most).executeTakeFirst())?.window_ends;
}

async function addOne(db: Database, subject: string): Promise<void> {
  const row = { subject, attempts: 1, window_ends: secondsFromNow(WINDOW_SECONDS) };
  const insert = db.insertInto('login_attempt').values(row);
  await insert
    .onConflict(conflict =>
      conflict.column('subject').doUpdateSet(eb => ({ attempts: eb('login_attempt.attempts', '+', 1) })),
    )
    .execute();
}

function tooMany(windowEnds: string): OmnicrmError {
  const seconds = Math.max(1, Math.ceil((Date.parse(windowEnds) - Date.now()) / 1000));
  return new OmnicrmError('E_TOO_MANY', 'too many attempts', {
    hint: `try again in ${seconds} seconds`,
    details: { retry_after: seconds },
  });
}
