/** Runs a playbook: play after play, on the hosts that have not failed. */
import { OmnicrmError } from '../../errors.ts';
import { networkDispatchers } from '../network/network-dispatchers.ts';
import type { RunOptions, RunResult } from '../options.ts';
import type { Playbook } from '../playbook.ts';
import { exitCodeOf } from '../load/play-error.ts';
import { checkRemoval } from './check-removal.ts';
import { Run } from './run.ts';
import { runPlay } from './run-play.ts';

/** Runs a loaded playbook in-process. A failed task is part of the result; only what no play can handle is in `error`. */
export async function runPlaybook(playbook: Playbook, options: RunOptions = {}): Promise<RunResult> {
  if (options.entry === 'rescue') checkRemoval(playbook);
  if (options.dispatcherFor) return runWith(playbook, options);
  const network = networkDispatchers();
  try {
    return await runWith(playbook, { ...options, dispatcherFor: (origin, tls) => network.dispatcherFor(origin, tls) });
  } finally {
    await network.close();
  }
}

async function runWith(playbook: Playbook, options: RunOptions): Promise<RunResult> {
  const run = new Run(playbook, options);
  for (const { message, where } of playbook.warnings) run.emit({ type: 'warning', message, where });
  try {
    await runPlays(run);
    await run.jobs.settled();
    run.emit({ type: 'stats', stats: run.stats.hosts, customStats: run.customStats.all() });
    return resultOf(run, undefined);
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    return resultOf(run, error);
  } finally {
    run.close();
  }
}

async function runPlays(run: Run): Promise<void> {
  for (const play of run.playbook.plays) {
    const goOn = await runPlay(play, run);
    if (!goOn) return;
  }
}

function resultOf(run: Run, error: OmnicrmError | undefined): RunResult {
  const facts = new Map([...run.hosts.values()].map(host => [host.name, host.setFacts]));
  const exitCode = error === undefined ? exitCodeFromStats(run) : exitCodeOf(error);
  const { failure } = run;
  return { exitCode, stats: run.stats.hosts, customStats: run.customStats.all(), facts, failure, error };
}

function exitCodeFromStats(run: Run): number {
  const hosts = [...run.hosts.values()];
  return (hosts.some(host => host.out) ? 2 : 0) | (hosts.some(host => host.unreachable) ? 4 : 0);
}
