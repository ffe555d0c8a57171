import { newAccount } from './ocs/accounts.ts';
import { defaultTenant } from './ocs/method.ts';
import { insertRow } from './hss/rows.ts';
import { tables } from './hss/tables.ts';
import type { Simulators } from './simulators.ts';
import type { LabSeed } from './types.ts';

/** Puts accounts, SIM cards and payment customers into the simulators, beside what is there. */
export function seedSimulators(simulators: Simulators, seed: LabSeed, now: Date): void {
  for (const name of seed.accounts ?? []) {
    const key = `${defaultTenant}:${name}`;
    simulators.ocs.state.accounts[key] ??= newAccount(key, now);
  }
  for (const sim of seed.sims ?? []) {
    for (const hss of simulators.hss) insertRow(hss.context(), tables.auc, { amf: '8000', ...sim });
  }
  for (const customer of seed.customers ?? []) simulators.pay.addCustomer(customer);
}
