import type { FaultEffect, FaultMatch } from './faults/rule.ts';
import type { Lab } from './types.ts';
import type { JournalEntry } from './journal-entry.ts';

/** One run of a sweep: which call failed, and how. */
export interface SweepPoint {
  /** The call that was hit, from 1, counted over all systems. */
  readonly k: number;
  /** Name of the effect. */
  readonly effect: string;
  /** What was hit, as `ocs ApierV2.SetAccount` or `hss1 PUT /subscriber/001`; undefined when the run ended before it. */
  readonly call: string | undefined;
}

export interface SweepOptions<Result, Finding> {
  readonly lab: Lab;
  /** One whole run, as of a play. */
  readonly run: () => Promise<Result>;
  /** Looks at what a run has left, with all faults cleared; `point` is undefined for the clean run. */
  readonly check: (result: Result, point: SweepPoint | undefined) => Finding | Promise<Finding>;
  /** Makes the ground before each run, after the lab was restored. */
  readonly before?: () => Promise<void>;
  readonly effects?: Readonly<Record<string, FaultEffect>>;
  /** Which calls count; all by default. */
  readonly match?: FaultMatch;
}

export interface SweepReport<Result, Finding> {
  /** The calls of the clean run. */
  readonly calls: number;
  readonly clean: { readonly result: Result; readonly finding: Finding };
  readonly points: readonly (SweepPoint & { readonly result: Result; readonly finding: Finding })[];
}

/** Status 500, an RPC error, a lost request, a lost answer. */
export const sweepEffects: Readonly<Record<string, FaultEffect>> = {
  status500: { status: { code: 500 } },
  rpcError: { rpcError: 'SERVER_ERROR: fault injected' },
  'reset before commit': { reset: 'headers', commit: false },
  'reset after commit': { reset: 'headers', commit: true },
};

const start = 'sweep start';

/**
 * Fails every call of a run in turn, each in every way: counts the calls of a clean run, then for each call and effect
 * puts the lab back as it was at the beginning, arms the fault, runs, clears the fault and checks.
 */
export async function sweep<Result, Finding>(
  options: SweepOptions<Result, Finding>,
): Promise<SweepReport<Result, Finding>> {
  options.lab.snapshot(start);
  const { calls, ...clean } = await cleanRun(options);
  const points = [];
  for (const [name, effect] of Object.entries(options.effects ?? sweepEffects)) {
    for (let k = 1; k <= calls; k++) points.push(await faultyRun(options, k, name, effect));
  }
  options.lab.restore(start);
  return { calls, clean, points };
}

/** A rule that never applies counts the calls. */
async function cleanRun<R, F>({
  lab,
  run,
  check,
  before,
  match = {},
}: SweepOptions<R, F>): Promise<{ calls: number; result: R; finding: F }> {
  await before?.();
  const id = lab.fault({ match, when: { nth: 0 }, effect: { latency: { ms: 0 } } });
  const result = await run();
  await lab.waitIdle();
  const calls = lab.faults().find(fault => fault.id === id)?.seen ?? 0;
  await lab.clearFaults(id);
  return { calls, result, finding: await check(result, undefined) };
}

async function faultyRun<R, F>(
  { lab, run, check, before, match = {} }: SweepOptions<R, F>,
  k: number,
  effect: string,
  how: FaultEffect,
): Promise<SweepPoint & { result: R; finding: F }> {
  lab.restore(start);
  await before?.();
  const since = lab.journal.seq;
  const id = lab.fault({ match, when: { nth: k }, effect: how });
  const result = await run();
  await lab.clearFaults(id);
  await lab.waitIdle();
  const hit = lab.journal.entries({ since }).find(entry => entry.fault === id);
  const point = { k, effect, call: hit && describe(hit) };
  return { ...point, result, finding: await check(result, point) };
}

function describe(entry: JournalEntry): string {
  return `${entry.instance} ${entry.rpc ?? `${entry.method} ${entry.path}`}`;
}
