import { counted } from '../../counted.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { withDatabase } from '../with-database.ts';
import { tellUnsent } from './tell-delivery.ts';

/** One pass over what is due. */
export async function sendDue(cli: Cli, { all, limit }: { all: boolean | undefined; limit: number }): Promise<void> {
  const { deliverNotifications } = await import('../../provisioning/notify/deliver.ts');
  const config = await cli.config();
  const data = await withDatabase(cli, db =>
    deliverNotifications({ config, db }, { all, limit, signal: cli.io.signal }),
  );
  const sent = data.filter(({ status }) => status === 'sent').length;
  if (sent < data.length) cli.exitCode = exitCodes.backendDown;
  if (cli.json) return printJson(cli.io, { data, sent, exit_code: cli.exitCode });
  tellUnsent(cli, data);
  if (!cli.quiet) cli.io.out(`${sent} of ${counted(data.length, 'message')} sent\n`);
}
