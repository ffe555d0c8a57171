import { counted } from '../../counted.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { idOf } from '../things/id-of.ts';
import { withDatabase } from '../with-database.ts';

export const run: CommandDefinition = {
  define: (command, cli) => {
    command.description('runs of actions');
    command
      .command('undo')
      .description('take back the money of a run: each of its ledger rows gets an opposite one')
      .argument('<run>', 'number of the run, as action log shows it')
      .action(async (id: string) => undo(cli, idOf('run', id)));
  },
};

async function undo(cli: Cli, id: number): Promise<void> {
  const { undoRun } = await import('../../actions/runs/undo-run.ts');
  const undone = await withDatabase(cli, db => undoRun(db, id, 'cli'));
  if (cli.json) printJson(cli.io, undone);
  else if (!cli.quiet)
    cli.io.out(`run ${undone.run_id} took back ${counted(undone.reversed, 'ledger row')} of run ${id}\n`);
}
