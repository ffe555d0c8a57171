import type { App } from '../../app.ts';
import type { Cli } from '../command.ts';

/** Marks the runs whose process is found dead, and names the ways out, once for each. */
export async function tellInterrupted(cli: Cli, app: App): Promise<void> {
  for (const { provision_id: id } of await app.noteInterrupted()) {
    cli.io.err(`run ${id} was interrupted: omnicrm resume ${id} goes on, omnicrm rollback ${id} goes back\n`);
  }
}
