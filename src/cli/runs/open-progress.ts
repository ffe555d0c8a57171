import type { Reporter } from '../../engine/events.ts';
import type { StepBegin } from '../../provisioning/order.ts';
import type { Cli } from '../command.ts';
import { eventLine } from '../progress/event-line.ts';
import type { RunFlags } from './run-flags.ts';

export interface Progress {
  readonly reporters: readonly Reporter[];
  /** A step of an order of several plays begins. */
  tellStep(step: StepBegin): void;
  stop(): void;
}

/** The reporter that fits: events for programs, drawn in place on a terminal, lines when asked for, else none (cron). */
export async function openProgress(cli: Cli, flags: RunFlags, removal: boolean): Promise<Progress> {
  const { io } = cli;
  const colour = cli.colour.stderr;
  if (flags.events) {
    const { ndjsonReporter } = await import('../progress/ndjson.ts');
    const tellStep = (step: StepBegin): void => io.out(eventLine('step', { ...step }));
    return { ...silent, reporters: [ndjsonReporter(text => io.out(text))], tellStep };
  }
  const canDraw = io.stderrIsTerminal && io.env['TERM'] !== 'dumb';
  if (canDraw && !flags.verbose) {
    const { liveReporter } = await import('../progress/live.ts');
    const live = liveReporter({ write: text => io.err(text), columns: () => io.columns, colour, removal });
    return { reporters: [live], tellStep: step => live.tell(stepText(step)), stop: () => live.stop() };
  }
  if (cli.quiet && !flags.verbose) return silent;
  const { plainReporter } = await import('../progress/plain.ts');
  const reporter = plainReporter({ write: text => io.err(text), colour, removal });
  return { ...silent, reporters: [reporter], tellStep: step => io.err(`${stepText(step)}\n`) };
}

const silent: Progress = { reporters: [], tellStep: () => {}, stop: () => {} };

function stepText({ step, of, play, undo }: StepBegin): string {
  return `step ${step} of ${of}: ${play}${undo ? ' is undone' : ''}`;
}
