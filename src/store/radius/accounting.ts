import type BetterSqlite3 from 'better-sqlite3';

/** The counters of a session as the server last told them. */
export interface AccountedSession {
  readonly key: string;
  readonly username: string;
  /** From the net to him. */
  readonly octetsDown: number;
  readonly octetsUp: number;
}

/** The sessions that were heard of from a moment on (seconds since 1970). */
export function sessionsSince(sqlite: BetterSqlite3.Database, seconds: number): readonly AccountedSession[] {
  const query = `select coalesce(nullif(acctuniqueid, ''), acctsessionid || ' ' || nasipaddress) as key, username,
      coalesce(acctoutputoctets, 0) as octetsDown, coalesce(acctinputoctets, 0) as octetsUp
    from radacct where acctupdatetime >= ?`;
  return sqlite.prepare(query).all(seconds) as AccountedSession[];
}

/** Deletes sessions that ended before a moment, and with `unfinished` those that were not heard of since; gives how many. */
export function dropSessions(sqlite: BetterSqlite3.Database, seconds: number, unfinished: boolean): number {
  const ended = sqlite.prepare('delete from radacct where acctstoptime < ?').run(seconds).changes;
  if (!unfinished) return ended;
  return (
    ended + sqlite.prepare('delete from radacct where acctstoptime is null and acctupdatetime < ?').run(seconds).changes
  );
}
