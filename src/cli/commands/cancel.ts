import type { CommandDefinition } from '../command.ts';
import { carryOut } from '../runs/carry-out.ts';
import { addProgressOptions } from '../runs/run-options.ts';
import { idOf } from '../things/id-of.ts';
import type { RunFlags } from '../runs/run-flags.ts';

export const cancel: CommandDefinition = {
  define: (command, cli) => {
    addProgressOptions(command.argument('<run>', 'a run that goes on, is held, or was interrupted')).action(
      async (run: string, options: RunFlags) => {
        const id = idOf('run', run);
        await carryOut(cli, { flags: options, start: (app, control) => app.cancel(id, control) });
      },
    );
  },
};
