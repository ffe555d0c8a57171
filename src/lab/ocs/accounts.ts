import { goTime } from './expiry.ts';
import type { OcsAccount, OcsState } from './state.ts';
import { jsonCopy, type Json } from '../simulator.ts';

/** An account as its first mention makes it. */
export function newAccount(key: string, now: Date): OcsAccount {
  return {
    ID: key,
    BalanceMap: null,
    UnitCounters: null,
    ActionTriggers: null,
    AllowNegative: false,
    Disabled: false,
    UpdateTime: goTime(now),
  };
}

/** The account in the old shape of ApierV1. */
export function oldAccount(account: OcsAccount): Json {
  const balances = Object.entries(account.BalanceMap ?? {}).map(([type, list]): [string, Json] => [
    type,
    list.map(balance => ({ ...balance })),
  ]);
  return {
    Id: `*out:${account.ID}`,
    BalanceMap: Object.fromEntries(balances),
    UnitCounters: [],
    ActionTriggers: (account.ActionTriggers ?? []).map(trigger => ({ ...trigger })),
    AllowNegative: account.AllowNegative,
    Disabled: account.Disabled,
  };
}

/** The account as JSON data: what ApierV2.GetAccount gives and call-backs carry. */
export function accountJson(account: OcsAccount): Json {
  return jsonCopy(account);
}

/** Takes an account away, and out of every plan. Was it there? */
export function removeAccount(state: OcsState, key: string): boolean {
  const existed = Object.hasOwn(state.accounts, key);
  delete state.accounts[key];
  for (const plan of Object.values(state.plans)) delete plan.AccountIDs[key];
  return existed;
}

/** Part of the key before the first colon, and the rest. */
export function splitKey(key: string): [tenant: string, account: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
