import type { Reporter } from '../../engine/events.ts';
import { cutToWidth } from '../output/text-width.ts';
import { printable } from '../output/print-table.ts';
import { RunProgress, type TaskLine } from './run-progress.ts';
import { durationText, painter, taskMark } from './task-marks.ts';

const REDRAW_MS = 200;
const ERASE_LINE_ABOVE = '\u001b[1A\u001b[2K';

export interface LiveOptions {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly colour: boolean;
  readonly removal: boolean;
}

export interface LiveReporter extends Reporter {
  /** Puts a line above what moves. */
  tell(line: string): void;
  /** Takes the moving lines away and stops redrawing; finished tasks stay on the screen. */
  stop(): void;
}

/**
 * Progress on a terminal: finished tasks stay, below them the running one and how many wait, drawn again in place. The
 * cursor is never hidden, so nothing has to be restored when a signal ends the process.
 */
export function liveReporter(options: LiveOptions): LiveReporter {
  const progress = new RunProgress(options.removal);
  const began = performance.now();
  let drawn = 0;

  const redraw = (finished: readonly string[]): void => {
    const moving = movingLines(progress, options, performance.now() - began);
    const lines = [...finished, ...moving].map(line => `${line}\n`).join('');
    options.write(ERASE_LINE_ABOVE.repeat(drawn) + lines);
    drawn = moving.length;
  };
  const timer = setInterval(() => redraw([]), REDRAW_MS);
  timer.unref();

  return {
    report: event => {
      const finished = progress.apply(event);
      if (finished !== undefined) redraw(finishedLines(finished, options));
      else if (event.type === 'task_start' || event.type === 'play_start') redraw([]);
    },
    tell: line => redraw([cutToWidth(line, options.columns() - 1)]),
    stop: () => {
      clearInterval(timer);
      options.write(ERASE_LINE_ABOVE.repeat(drawn));
      drawn = 0;
    },
  };
}

function finishedLines(task: TaskLine, { columns, colour }: LiveOptions): string[] {
  const width = columns() - 1;
  const duration = task.durationMs >= 1000 ? ` (${durationText(task.durationMs)})` : '';
  const line = `${taskMark(task.state, colour)} ${cutToWidth(`${task.name}${duration}`, width - 2)}`;
  return task.message === '' ? [line] : [line, `    ${painter(colour).dim(cutToWidth(task.message, width - 4))}`];
}

function movingLines(progress: RunProgress, { columns, colour }: LiveOptions, elapsed: number): string[] {
  const width = columns() - 3;
  const name = progress.running === undefined ? '' : printable(progress.running.name);
  const running = name === '' ? [] : [`${taskMark('running', colour)} ${cutToWidth(name, width)}`];
  const summary = `${progress.waiting()} waiting · ${progress.count()} · ${durationText(elapsed)}`;
  return [...running, `${taskMark('waiting', colour)} ${cutToWidth(summary, width)}`];
}
