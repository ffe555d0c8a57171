import { releaseReservation } from '../../crm/inventory-reservation.ts';
import { hasGap } from '../../crm/provision-journal.ts';
import { updateProvision } from '../../crm/provision-record.ts';
import { audit } from '../audit/audit.ts';
import type { Finding } from '../audit/finding.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunOutcome } from '../order.ts';
import { remains, sinceTheBackup } from '../verdict.ts';

/**
 * Nobody knows all that a run did which a backup brought back: when it has been undone, all backends are asked for what
 * belongs to nobody. It is clean when there is none of it, and its stock is free again.
 */
export async function settleRestored(context: ProvisioningContext, outcome: RunOutcome): Promise<RunOutcome> {
  const { action, verdict, provisionId: id } = outcome;
  if (verdict !== 'dirty' || id === undefined || action === 'deprovision') return outcome;
  if (!(await hasGap(context.db, id)) || !(await isNothingLeft(context, id))) return outcome;
  await context.writes.add(async tx => {
    await updateProvision(tx, id, { verdict: 'clean' });
    await releaseReservation(tx, id);
  });
  return { ...outcome, verdict: 'clean' };
}

async function isNothingLeft(context: ProvisioningContext, id: number): Promise<boolean> {
  const states = await remains(context, id);
  if (states.some(state => state !== sinceTheBackup && state.left !== false)) return false;
  const { findings, unreachable } = await audit(context, { graceSeconds: 0 });
  return unreachable.length === 0 && findings.every(finding => isHold(finding, id));
}

/** That it still holds its stock is all that is to be given up. */
function isHold({ suggestedFix }: Finding, id: number): boolean {
  const calls = suggestedFix?.calls ?? [];
  return calls.some(call => call.to === 'crm' && call.write === 'releaseReservation' && call.id === id);
}
