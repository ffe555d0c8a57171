import { OmnicrmError } from '../../errors.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { carryOut } from '../runs/carry-out.ts';
import { addProgressOptions } from '../runs/run-options.ts';
import { playChoice } from '../runs/play-choice.ts';
import { resumeAll } from '../runs/resume-all.ts';
import { idOf } from '../things/id-of.ts';
import type { PlayChoice } from '../../provisioning/recovery/play-of-run.ts';
import type { RunFlags } from '../runs/run-flags.ts';

interface ResumeOptions extends RunFlags {
  readonly all?: boolean;
  readonly play?: PlayChoice;
}

export const resume: CommandDefinition = {
  define: (command, cli) => {
    addProgressOptions(command.argument('[run]', 'its number'))
      .option('--all', 'every run that was interrupted or is held')
      .option('--play <which>', 'same: the play as it was (default); fixed: as it is now', playChoice)
      .action(async (run: string | undefined, options: ResumeOptions) => {
        if (run === undefined) return all(cli, options);
        if (options.all) throw new OmnicrmError('E_USAGE', 'name a run or give --all, not both');
        const id = idOf('run', run);
        const recovery = options.play === undefined ? {} : { play: options.play };
        await carryOut(cli, { flags: options, start: (app, control) => app.resume(id, control, recovery) });
      });
  },
};

async function all(cli: Cli, options: ResumeOptions): Promise<void> {
  if (options.all) return resumeAll(cli);
  const hint = 'omnicrm status --failed lists runs; --all takes each that was interrupted or is held.';
  throw new OmnicrmError('E_USAGE', 'name a run, or give --all', { hint });
}
