/** What happens to the balances of one account; the account given is changed in place. */

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { balanceOf, rounded, type BalanceFilter } from './balance-filter.ts';
import { isExpired } from './expiry.ts';
import { RpcError } from './rpc-error.ts';
import type { Balance, OcsAccount } from './state.ts';

/**
 * Adds (or, negative, takes) an amount. Every live balance of the type that matches gets it; with no match a new one is
 * made. `reset` empties the matching ones first.
 */
export function topup(
  account: OcsAccount,
  type: string,
  filter: BalanceFilter,
  amount: number,
  now: Date,
  reset = false,
): Balance[] {
  const matching = liveBalances(account, type, now).filter(balance => matches(balance, filter));
  for (const balance of matching) balance.Value = rounded((reset ? 0 : balance.Value) + amount);
  return matching.length > 0 ? matching : [addBalance(account, type, balanceOf(filter, randomUUID(), amount))];
}

/** Sets what the filter says on the balance of that ID or UUID; an unknown ID is made, an unknown UUID is an error. */
export function setBalance(account: OcsAccount, type: string, filter: BalanceFilter): Balance[] {
  const found = balancesOf(account, type).filter(balance =>
    filter.uuid ? balance.Uuid === filter.uuid : balance.ID === filter.id,
  );
  if (found.length === 0 && filter.uuid) throw new RpcError(`cannot find balance with uuid: <${filter.uuid}>`);
  if (found.length === 0) return [addBalance(account, type, balanceOf(filter, randomUUID(), filter.value ?? 0))];
  for (const balance of found) Object.assign(balance, changesOf(balance, filter));
  return found;
}

/** Moves the end of the matching balances (by ID or UUID, or all) to the filter's. */
export function setExpiry(account: OcsAccount, type: string, filter: BalanceFilter): void {
  const { expiration, hasOwnExpiration: _own, ...rest } = filter;
  for (const balance of balancesOf(account, type).filter(candidate => matches(candidate, rest))) {
    if (expiration !== undefined) balance.ExpirationDate = expiration;
  }
}

/** Takes away what matches; an error when nothing does. */
export function removeBalances(account: OcsAccount, type: string, filter: BalanceFilter, now: Date): void {
  const live = liveBalances(account, type, now);
  const kept = live.filter(balance => !matches(balance, filter));
  if (kept.length === live.length) throw new RpcError('NOT_FOUND');
  account.BalanceMap = { ...account.BalanceMap, [type]: kept };
}

/** Drops expired balances, as any action on the account does. */
export function removeExpired(account: OcsAccount, now: Date): void {
  for (const [type, balances] of Object.entries(account.BalanceMap ?? {})) {
    const kept = balances.filter(balance => !isExpired(balance.ExpirationDate, now));
    if (account.BalanceMap && kept.length < balances.length) account.BalanceMap[type] = kept;
  }
}

/**
 * UUID alone decides, else ID alone, else everything that was said. So an expiry given relative to now never matches
 * what an earlier call made.
 */
export function matches(balance: Balance, filter: BalanceFilter): boolean {
  if (filter.uuid) return balance.Uuid === filter.uuid;
  if (filter.id) return balance.ID === filter.id;
  if (filter.hasOwnExpiration) return false;
  const said: readonly (readonly [unknown, unknown])[] = [
    [filter.expiration, balance.ExpirationDate],
    [filter.weight, balance.Weight],
    [filter.blocker, balance.Blocker],
    [filter.disabled, balance.Disabled],
    [filter.destinations, balance.DestinationIDs],
    [filter.categories, balance.Categories],
    [filter.timings, balance.TimingIDs],
    [filter.sharedGroups, balance.SharedGroups],
    [filter.subject, balance.RatingSubject],
  ];
  return said.every(([wanted, actual]) => wanted === undefined || isDeepStrictEqual(wanted, actual));
}

function liveBalances(account: OcsAccount, type: string, now: Date): Balance[] {
  return balancesOf(account, type).filter(balance => !isExpired(balance.ExpirationDate, now));
}

export function balancesOf(account: OcsAccount, type: string): Balance[] {
  return account.BalanceMap?.[type] ?? [];
}

function addBalance(account: OcsAccount, type: string, balance: Balance): Balance {
  account.BalanceMap = { ...account.BalanceMap, [type]: [...balancesOf(account, type), balance] };
  return balance;
}

function changesOf(balance: Balance, filter: BalanceFilter): Partial<Balance> {
  const { Uuid: _uuid, ...changed } = balanceOf(
    { ...filterOf(balance), ...filter },
    balance.Uuid,
    filter.value ?? balance.Value,
  );
  return changed;
}

function filterOf(balance: Balance): BalanceFilter {
  return {
    id: balance.ID,
    expiration: balance.ExpirationDate,
    weight: balance.Weight,
    destinations: balance.DestinationIDs,
    subject: balance.RatingSubject,
    categories: balance.Categories,
    sharedGroups: balance.SharedGroups,
    timings: balance.TimingIDs,
    disabled: balance.Disabled,
    blocker: balance.Blocker,
    ...(balance.Factors ? { factors: balance.Factors } : {}),
  };
}
