import type { CommandDefinition } from '../command.ts';
import { carryOut } from '../runs/carry-out.ts';
import { addProgressOptions } from '../runs/run-options.ts';
import { showRemains } from '../runs/show-remains.ts';
import { idOf } from '../things/id-of.ts';
import type { RunFlags } from '../runs/run-flags.ts';

export const rollback: CommandDefinition = {
  define: (command, cli) => {
    addProgressOptions(command.argument('<run>', 'a run that was interrupted or is held')).action(
      async (run: string, options: RunFlags) => {
        const id = idOf('run', run);
        await carryOut(cli, { flags: options, start: (app, control) => app.rollBack(id, control) });
      },
    );
    command
      .command('show')
      .description('ask the backends what is left of a run')
      .argument('<run>', 'a run')
      .action(async (run: string) => showRemains(cli, idOf('run', run)));
    addProgressOptions(command.command('finish').argument('<run>', 'a run that failed and left something'))
      .description('run its rescue again and judge it anew')
      .action(async (run: string, options: RunFlags) => {
        const id = idOf('run', run);
        await carryOut(cli, { flags: options, start: (app, control) => app.finishRollback(id, control) });
      });
  },
};
