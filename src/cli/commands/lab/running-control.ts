import type { LabControl } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';
import { requireLab } from './require-lab.ts';

/** The control API of this home's lab. Throws E_BACKEND_DOWN when none runs. */
export async function runningControl(cli: Cli): Promise<LabControl> {
  return (await requireLab(await cli.config())).control;
}
