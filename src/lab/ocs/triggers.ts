import type { ActionRun } from './action-run.ts';
import { balancesOf } from './balances.ts';
import { goTime } from './expiry.ts';
import { never, type ActionTrigger, type Balance, type OcsAccount } from './state.ts';

const reached: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  '*min_balance': (value, threshold) => value <= threshold,
  '*max_balance': (value, threshold) => value >= threshold,
};

/**
 * The action sets that the account's triggers call for, looking only at the types of balance that this run changed.
 * They are marked as fired: once until reset, or again after MinSleep when recurrent.
 */
export function takeDueTriggers(run: ActionRun): string[] {
  const due = (run.account.ActionTriggers ?? []).filter(trigger => isDue(run, trigger));
  for (const trigger of due) {
    trigger.Executed = !trigger.Recurrent;
    trigger.LastExecutionTime = goTime(run.context.now);
  }
  return due.map(trigger => trigger.ActionsID);
}

export function resetTriggers(account: OcsAccount): void {
  for (const trigger of account.ActionTriggers ?? []) trigger.Executed = false;
}

function isDue(run: ActionRun, trigger: ActionTrigger): boolean {
  if (trigger.Executed || isResting(trigger, run.context.now)) return false;
  const isReached = reached[trigger.ThresholdType];
  return touchedBalances(run, trigger).some(balance => isReached?.(balance.Value, trigger.ThresholdValue));
}

function touchedBalances(run: ActionRun, trigger: ActionTrigger): Balance[] {
  const types = [...run.touched].filter(type => trigger.BalanceType === '' || trigger.BalanceType === type);
  const balances = types.flatMap(type => balancesOf(run.account, type));
  return balances.filter(balance => trigger.BalanceID === '' || trigger.BalanceID === balance.ID);
}

function isResting(trigger: ActionTrigger, now: Date): boolean {
  if (trigger.MinSleep === 0 || trigger.LastExecutionTime === never) return false;
  return now.getTime() - Date.parse(trigger.LastExecutionTime) < trigger.MinSleep / 1e6;
}
