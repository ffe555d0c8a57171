import { secretValuesOf } from '../crm/inventory.ts';
import { configRedactor } from './config-redactor.ts';
import type { ProvisioningContext } from './context.ts';
import type { RunVariables } from './merge-variables.ts';
import type { Redactor } from './redactor.ts';

/** Masks the secrets of the configuration, stock fields marked secret and the token of a run or a plan. */
export async function redactorOfRun(
  { config, db }: Pick<ProvisioningContext, 'config' | 'db'>,
  { inventoryIds, variables }: { readonly inventoryIds: readonly number[]; readonly variables: RunVariables },
): Promise<Redactor> {
  const redactor = configRedactor(config);
  for (const secret of await secretValuesOf(db, inventoryIds)) redactor.add(secret);
  redactor.add(variables.extraVars.get('access_token'));
  return redactor;
}
