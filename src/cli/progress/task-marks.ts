/** How the state of a task looks, the same in live progress and in `status`. */
import { Chalk, type ChalkInstance } from 'chalk';

export type TaskState = 'done' | 'running' | 'waiting' | 'ignored' | 'failed' | 'skipped' | 'turned';

const marks: Readonly<
  Record<TaskState, { readonly sign: string; readonly colour: (chalk: ChalkInstance) => ChalkInstance }>
> = {
  done: { sign: '✓', colour: chalk => chalk.green },
  running: { sign: '⟳', colour: chalk => chalk.cyan },
  waiting: { sign: '○', colour: chalk => chalk.dim },
  ignored: { sign: '!', colour: chalk => chalk.yellow },
  failed: { sign: '✗', colour: chalk => chalk.red },
  skipped: { sign: '·', colour: chalk => chalk.dim },
  /** The guard of a removal: its failure is the wanted turn into the rescue. */
  turned: { sign: '↪', colour: chalk => chalk.cyan },
};

const plain = new Chalk({ level: 0 });
const coloured = new Chalk({ level: 1 });

/** The sign of a state, in its colour where the stream shows colours. */
export function taskMark(state: TaskState, colour: boolean): string {
  const { sign, colour: paint } = marks[state];
  return paint(colour ? coloured : plain)(sign);
}

/** Chalk for a stream that shows colours or does not. */
export function painter(colour: boolean): ChalkInstance {
  return colour ? coloured : plain;
}

/** `350 ms`, `4.2 s`, `3 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
