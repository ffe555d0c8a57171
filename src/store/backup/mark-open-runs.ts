import type BetterSqlite3 from 'better-sqlite3';

/**
 * Runs that were under way when the backup was made: what they did since is on no record. Their journals get a row that says
 * so, a call without a name; nobody works on them, and only a person lets them go on.
 */
export function markOpenRuns(copy: BetterSqlite3.Database): void {
  const now = new Date().toISOString();
  copy.transaction(() => {
    copy.prepare(GAP).run(now);
    copy.prepare(INTERRUPT).run(now);
  })();
}

const GAP = `
insert into provision_journal (provision_id, entry_number, kind, started)
select run.provision_id, coalesce(max(entry_number), 0) + 1, 'call', ?
from provision run left join provision_journal using (provision_id)
where run.provisioning_status = 1
group by run.provision_id`;

const INTERRUPT = `
update provision
set interrupted = ?, heartbeat = '1970-01-01T00:00:00.000Z', held_since = null, held_reason = null, cancel_requested = null
where provisioning_status = 1`;
