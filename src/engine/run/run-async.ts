/** `async`: the module runs with a limit of its own; with `poll: 0` in the background. */
import type { ModuleResult } from '../module.ts';
import { actions } from '../actions/index.ts';
import type { ItemSettings } from './item-settings.ts';
import type { ItemRun } from './task-run.ts';

type Start = (settings: ItemSettings) => Promise<ModuleResult>;

/** Runs `start` as the task's `async` and `poll` ask; without `async` just so. */
export function runAsync(run: ItemRun, settings: ItemSettings, start: Start): Promise<ModuleResult> {
  return settings.async <= 0 || settings.check ? start(settings) : runLimited(run, settings, start);
}

async function runLimited(run: ItemRun, settings: ItemSettings, start: Start): Promise<ModuleResult> {
  const { module } = run.task;
  if (actions.has(module.name)) return { failed: true, msg: `This action (${module.name}) does not support async.` };
  const limited = { ...settings, timeout: settings.async };
  const work = start(limited);
  if (settings.poll <= 0) {
    const id = run.play.run.jobs.start(work);
    return { changed: true, started: true, finished: false, ansible_job_id: id, results_file: id };
  }
  return { ...(await work), started: true, finished: true };
}
