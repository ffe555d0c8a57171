import type { Reporter } from '../../engine/events.ts';
import type { Cli } from '../command.ts';
import type { RunFlags } from './carry-out.ts';

export interface Progress {
  readonly reporters: readonly Reporter[];
  stop(): void;
}

/** The reporter that fits: events for programs, drawn in place on a terminal, lines when asked for, else none (cron). */
export async function openProgress(cli: Cli, flags: RunFlags, removal: boolean): Promise<Progress> {
  const { io } = cli;
  const colour = cli.colour.stderr;
  if (flags.events) {
    const { ndjsonReporter } = await import('../progress/ndjson.ts');
    return still(ndjsonReporter(text => io.out(text)));
  }
  const canDraw = io.stderrIsTerminal && io.env['TERM'] !== 'dumb';
  if (canDraw && !flags.verbose) {
    const { liveReporter } = await import('../progress/live.ts');
    const live = liveReporter({ write: text => io.err(text), columns: () => io.columns, colour, removal });
    return { reporters: [live], stop: () => live.stop() };
  }
  if (cli.quiet && !flags.verbose) return still();
  const { plainReporter } = await import('../progress/plain.ts');
  return still(plainReporter({ write: text => io.err(text), colour, removal }));
}

function still(...reporters: Reporter[]): Progress {
  return { reporters, stop: () => {} };
}
