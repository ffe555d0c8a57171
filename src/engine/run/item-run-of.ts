import type { ItemRun, LoopItem, TaskRun } from './task-run.ts';

/** One execution of a task, counted among its visits. */
export function itemRunOf(run: TaskRun, item: LoopItem | undefined): ItemRun {
  const visit = run.play.run.visits.count(run.host.name, run.task.path, item?.index);
  return { ...run, item, visit };
}
