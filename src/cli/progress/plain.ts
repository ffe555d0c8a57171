import type { Reporter } from '../../engine/events.ts';
import { RunProgress } from './run-progress.ts';
import { durationText, taskMark } from './task-marks.ts';

/** Progress where nothing can be drawn again: one line for each finished task. */
export function plainReporter(options: { write: (text: string) => void; colour: boolean; removal: boolean }): Reporter {
  const progress = new RunProgress(options.removal);
  return {
    report: event => {
      const task = progress.apply(event);
      if (task === undefined) return;
      const message = task.message === '' ? '' : `: ${task.message}`;
      const mark = taskMark(task.state, options.colour);
      options.write(`${mark} ${task.name}${message} (${progress.count()}, ${durationText(task.durationMs)})\n`);
    },
  };
}
