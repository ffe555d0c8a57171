/** One play: its hosts in batches, its sections in order, handlers flushed after each. */
import type { Raw } from '../../template/index.ts';
import type { Node, Play } from '../playbook.ts';
import { batchesOf } from './batches.ts';
import { countTasks } from './count-tasks.ts';
import { gatherFactsFirst } from './gather-facts.ts';
import type { HostState } from './host-state.ts';
import { matchHosts } from './match-hosts.ts';
import { PlayRun } from './play-run.ts';
import { booleanKeyword } from './read-keyword.ts';
import type { Run } from './run.ts';
import { runNodes } from './run-nodes.ts';
import { runTask } from './run-task.ts';
import { topSection } from './section.ts';

/** Runs a play; false when the plays after it must not run. */
export async function runPlay(play: Play, run: Run): Promise<boolean> {
  const answers = await askPrompts(play, run);
  const hosts = chosenHosts(play, run);
  const playRun = new PlayRun(run, play, hosts, answers, { runNodes, runTask });
  if (hosts.length === 0) {
    announce(playRun);
    playRun.emit({ type: 'no_hosts' });
    return true;
  }
  for (const host of hosts) host.enterPlay();
  // A file of variables that cannot be read ends the run before the play is told of.
  playRun.varsFiles(hosts[0]!);
  let stopped = false;
  for (const batch of batchesOf(hosts, playRun)) {
    announce(playRun);
    await runBatch(playRun, batch);
    stopped ||= stopsAfter(playRun, batch);
    if (stopped) break;
  }
  for (const host of hosts) host.out ||= host.failure !== undefined;
  return !stopped && !hosts.every(host => host.out || host.unreachable);
}

/** Hosts of the pattern that have not failed in an earlier play. */
function chosenHosts(play: Play, run: Run): HostState[] {
  const hosts = matchHosts(play.keywords.get('hosts') ?? null, run, play);
  return hosts.filter(host => !host.out && !host.unreachable);
}

/** Each batch of hosts is told as a play of its own. */
function announce(play: PlayRun): void {
  play.emit({ type: 'play_start', name: play.name, taskCount: countTasks(play.play) });
}

async function runBatch(play: PlayRun, batch: readonly HostState[]): Promise<void> {
  play.hosts = batch;
  await gatherFactsFirst(play, batch);
  const { preTasks, roles, tasks, postTasks } = play.play;
  const sections: (readonly Node[])[] = [preTasks, [...roles.flatMap(role => role.tasks), ...tasks], postTasks];
  for (const section of sections) {
    if (section.length > 0) await runNodes(section, play, batch, topSection);
    await flush(play, batch);
  }
}

/** With force_handlers, hosts that failed run what they were notified for, too. */
async function flush(play: PlayRun, batch: readonly HostState[]): Promise<void> {
  const forced =
    play.run.forceHandlers ||
    (booleanKeyword('force_handlers', play.keyword('force_handlers'), play.playTemplar) ??
      play.run.settings.forceHandlers);
  const failures = forced ? new Map(batch.map(host => [host, host.failure])) : undefined;
  if (failures) for (const host of batch) host.failure = undefined;
  await play.handlers.flush(batch, topSection);
  for (const [host, failure] of failures ?? []) {
    // A handler that fails ends the handlers of its host.
    if (host.failure !== undefined) host.notified.clear();
    host.failure = failure ?? host.failure;
  }
}

/** Whether so many hosts of a batch failed that the play ends. */
function stopsAfter(play: PlayRun, batch: readonly HostState[]): boolean {
  return batch.every(host => host.failure !== undefined || host.unreachable) || play.tooManyFailed;
}

async function askPrompts(play: Play, run: Run): Promise<Map<string, Raw>> {
  const answers = new Map<string, Raw>();
  for (const prompt of play.varsPrompt) {
    if (run.extraVars.has(prompt.name)) continue;
    const text = prompt.prompt ?? prompt.name;
    const typed =
      run.prompt === undefined ? '' : await run.prompt({ name: prompt.name, text, private: prompt.private });
    answers.set(prompt.name, typed === '' ? (prompt.default ?? '') : typed);
  }
  return answers;
}
