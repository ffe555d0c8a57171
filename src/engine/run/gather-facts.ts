import { writtenTasks } from './count-tasks.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import { booleanKeyword } from './read-keyword.ts';
import { topSection } from './section.ts';
import { writtenName } from './task-info.ts';

/** Gathers facts of the hosts before the play's first task, unless the play or the settings say no. */
export async function gatherFactsFirst(play: PlayRun, batch: readonly HostState[]): Promise<void> {
  if (isBeforeStart(play)) return;
  const { gathering } = play.run.settings;
  const told = booleanKeyword('gather_facts', play.keyword('gather_facts'), play.playTemplar);
  if (!(told ?? gathering !== 'explicit')) return;
  const hosts = gathering === 'smart' ? batch.filter(host => !host.facts.has('module_setup')) : batch;
  if (hosts.length > 0) await play.walker.runNodes([play.gathering], play, hosts, topSection);
}

/** With `--start-at-task`: whether the task to start at is not in this play. */
function isBeforeStart({ run, play }: PlayRun): boolean {
  const { startAt } = run;
  if (!startAt.pending) return false;
  return !writtenTasks(play).some(task => startAt.matches(writtenName(task)));
}
