import { OmnicrmError } from '../../../errors.ts';
import { runningLab } from '../../../lab/background.ts';
import type { LabControl } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';

/** The control API of this home's lab. Throws E_BACKEND_DOWN when none runs. */
export async function runningControl(cli: Cli): Promise<LabControl> {
  const { home } = await cli.config();
  const file = await runningLab(home);
  if (file !== undefined) return file.control;
  throw new OmnicrmError('E_BACKEND_DOWN', `no lab runs for ${home}`, {
    hint: 'Start one with: omnicrm lab up --detach',
  });
}
