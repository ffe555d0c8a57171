import type { CommandDefinition } from '../command.ts';
import { readExtraVars } from '../extra-vars.ts';
import { carryOut } from '../runs/carry-out.ts';
import { idOrName } from '../things/id-of.ts';
import { addRunOptions } from '../runs/run-options.ts';
import type { RunFlags } from '../runs/run-flags.ts';

interface DeprovisionOptions extends RunFlags {
  readonly extraVars: readonly string[];
}

export const deprovision: CommandDefinition = {
  define: (command, cli) => {
    addRunOptions(command.argument('<service>', 'id or uuid')).action(
      async (service: string, options: DeprovisionOptions) => {
        const vars = await readExtraVars(options.extraVars, cli.io.cwd);
        await carryOut(cli, {
          removal: true,
          flags: options,
          start: (app, control) => app.deprovision({ service: idOrName(service), vars }, control),
        });
      },
    );
  },
};
