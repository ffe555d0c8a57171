/** One execution of a module with what may end it: the signal, the time-out, an exception of its own. */
import { Unrecorded } from '../journal.ts';
import { effectOf, type ModuleArguments, type ModuleResult } from '../module.ts';
import { TurnBack } from './interruption.ts';
import type { ItemSettings } from './item-settings.ts';
import { ModuleRunContext } from './module-run-context.ts';
import { messageOf } from './results.ts';
import { settling } from './settling.ts';
import type { ItemRun } from './task-run.ts';

/** Runs the module. One that throws has failed; one that the signal or the time-out ended too. Throws Unrecorded. */
export async function guarded(run: ItemRun, settings: ItemSettings, args: ModuleArguments): Promise<ModuleResult> {
  const outer = run.play.run.signalFor(run.section);
  if (outer.aborted) return interrupted(run, outer);
  const limit = settings.timeout > 0 ? AbortSignal.timeout(settings.timeout * 1000) : undefined;
  const ending = settling(outer, effectOf(run.task.module, args));
  try {
    const signal = limit === undefined ? ending.signal : AbortSignal.any([ending.signal, limit]);
    const context = new ModuleRunContext(run, settings, signal);
    const outcome = await runOnce(run, context, args, limit);
    if (outer.aborted && outcome.failed === true) return { ...outcome, ...interrupted(run, outer) };
    if (limit?.aborted && outcome.failed === true) return timedOut(run, settings.timeout);
    return outcome;
  } finally {
    ending.close();
  }
}

async function runOnce(
  run: ItemRun,
  context: ModuleRunContext,
  args: ModuleArguments,
  limit: AbortSignal | undefined,
): Promise<ModuleResult> {
  try {
    const { module } = run.task;
    const work = module.run(args, context);
    return limit === undefined ? await work : await Promise.race([work, elapsed(limit)]);
  } catch (error) {
    if (error instanceof Unrecorded) throw error;
    return { failed: true, msg: `Task failed: ${messageOf(error)}` };
  }
}

/** Resolves to a failure when the time-out strikes, for modules that do not notice it themselves. */
function elapsed(limit: AbortSignal): Promise<ModuleResult> {
  return new Promise(resolve => {
    limit.addEventListener('abort', () => setTimeout(() => resolve({ failed: true }), 50).unref(), { once: true });
  });
}

function interrupted(run: ItemRun, { reason }: AbortSignal): ModuleResult {
  run.fate.interrupted = true;
  const why = reason instanceof TurnBack ? reason.message : 'interrupted by a signal';
  return { failed: true, msg: `Task failed: ${why}`, interrupted: true };
}

function timedOut(run: ItemRun, seconds: number): ModuleResult {
  const msg = `Timed out: the ${run.task.module.name} action did not complete within ${seconds} seconds`;
  return { failed: true, msg, timedout: { frame: tracebackNote, period: seconds } };
}

// What plays find in `timedout.frame` unless tracebacks are asked for.
const tracebackNote = 'Configure `DISPLAY_TRACEBACK` to see a traceback on timeout errors.';
