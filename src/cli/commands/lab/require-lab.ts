import type { Config } from '../../../config.ts';
import { OmnicrmError } from '../../../errors.ts';
import { type LabFile, runningLab } from '../../../lab/background.ts';

/** The lab of this home: where the configuration says `lab: true` it is what orders and audits reach. Throws E_BACKEND_DOWN when none runs. */
export async function requireLab({ home }: Config): Promise<LabFile> {
  const file = await runningLab(home);
  if (file !== undefined) return file;
  throw new OmnicrmError('E_BACKEND_DOWN', `no lab runs for ${home}`, {
    hint: 'Start one with: omnicrm lab up --detach',
  });
}
