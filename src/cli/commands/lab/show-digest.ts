import { labDigest } from '../../../lab/control-client.ts';
import type { SystemName } from '../../../lab/simulator.ts';
import type { Cli } from '../../command.ts';
import { printJson } from '../../output/print-json.ts';
import { runningControl } from './running-control.ts';

/** One hash of what the systems hold: two equal ones mean equal data, whatever the order, the row ids and the times. */
export async function showDigest(cli: Cli, systems: readonly string[]): Promise<void> {
  const chosen = systems.length === 0 ? undefined : (systems as readonly SystemName[]);
  const digest = await labDigest(await runningControl(cli), chosen);
  if (cli.json) printJson(cli.io, { digest });
  else cli.io.out(`${digest}\n`);
}
