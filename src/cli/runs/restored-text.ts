/** What is said of runs that were under way when a backup was made: they go on when a person has looked. */
export function restoredText(ids: readonly number[]): string {
  const [first] = ids;
  const runs = ids.length === 1 ? `run ${first} was` : `runs ${ids.slice(0, 10).join(', ')} were`;
  const look = `look with omnicrm rollback show ${first} and omnicrm audit, then omnicrm rollback ${first} or omnicrm resume ${first}`;
  return `${runs} under way when the backup was made, and what was done since is not on record: ${look}`;
}
