import { labState } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';
import { runningControl } from './running-control.ts';

/** What the systems hold, always as JSON: their data has no other shape. */
export async function showState(cli: Cli, system: string | undefined): Promise<void> {
  const state = await labState(await runningControl(cli), system);
  cli.io.out(`${JSON.stringify(state, undefined, cli.json ? undefined : 2)}\n`);
}
