import type { CommandDefinition } from '../command.ts';
import type { PlayChoice } from '../../provisioning/recovery/play-of-run.ts';
import { carryOut } from '../runs/carry-out.ts';
import { playChoice } from '../runs/play-choice.ts';
import { addProgressOptions } from '../runs/run-options.ts';
import { idOf } from '../things/id-of.ts';
import type { RunFlags } from '../runs/run-flags.ts';

interface RetryOptions extends RunFlags {
  readonly play?: PlayChoice;
  readonly fromFailed?: boolean;
}

export const retry: CommandDefinition = {
  define: (command, cli) => {
    addProgressOptions(command.argument('<run>', 'a run that failed'))
      .option(
        '--play <which>',
        'same: refuse a play that has changed (default); fixed: take it as it is now',
        playChoice,
      )
      .option('--from-failed', 'go on where it failed; for a run that was not undone, as a removal')
      .action(async (run: string, options: RetryOptions) => {
        const id = idOf('run', run);
        const { play = 'same', fromFailed = false } = options;
        await carryOut(cli, { flags: options, start: (app, control) => app.retry(id, { play, fromFailed }, control) });
      });
  },
};
