import type { App } from '../../app.ts';
import { asOmnicrmError } from '../as-omnicrm-error.ts';
import type { Cli } from '../command.ts';
import { errorText } from '../print-error.ts';
import { requireDatabase } from '../with-database.ts';

/** Opens the app of the configuration for one piece of work and closes it again, whatever happens. */
export async function withApp<Result>(cli: Cli, work: (app: App) => Promise<Result>): Promise<Result> {
  const config = await cli.config();
  requireDatabase(config);
  if (config.lab) await (await import('../commands/lab/require-lab.ts')).requireLab(config);
  const { createApp } = await import('../../app.ts');
  const app = await createApp(config, { report: error => cli.io.err(errorText(asOmnicrmError(error))) });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
