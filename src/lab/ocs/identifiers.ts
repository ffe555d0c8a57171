import { accountJson, removeAccount } from './accounts.ts';
import { balanceFilter, balanceValue, type BalanceFilter } from './balance-filter.ts';
import { balancesOf, removeBalances, removeExpired, setBalance, setExpiry, topup } from './balances.ts';
import type { ActionRun } from './action-run.ts';
import { resetTriggers } from './triggers.ts';
import type { Action } from './state.ts';

type Step = (run: ActionRun, action: Action) => void;

const nothing: Step = () => undefined;

/** What an action may do, by its Identifier. One that is not here fails when it is run, not when it is defined. */
export const identifiers: Readonly<Record<string, Step>> = {
  '*log': nothing,
  '*cdrlog': nothing,
  '*topup': (run, action) => credit(run, action, 1, false),
  '*topup_reset': (run, action) => credit(run, action, 1, true),
  '*debit': (run, action) => credit(run, action, -1, false),
  '*debit_reset': (run, action) => credit(run, action, -1, true),
  '*set_balance': (run, action) => {
    const value = action.Units === '' ? {} : { value: balanceValue(action.Units) };
    setBalance(run.account, action.BalanceType, { ...filterOf(run, action), ...value });
    run.touched.add(action.BalanceType);
  },
  '*remove_balance': (run, action) =>
    removeBalances(run.account, action.BalanceType, filterOf(run, action), run.context.now),
  '*set_expiry': (run, action) => setExpiry(run.account, action.BalanceType, filterOf(run, action)),
  '*remove_expired': run => removeExpired(run.account, run.context.now),
  '*reset_account': run => {
    for (const type of Object.keys(run.account.BalanceMap ?? {}))
      for (const balance of balancesOf(run.account, type)) balance.Value = 0;
    resetTriggers(run.account);
  },
  '*reset_triggers': run => resetTriggers(run.account),
  '*reset_counters': nothing,
  '*enable_account': run => void (run.account.Disabled = false),
  '*disable_account': run => void (run.account.Disabled = true),
  '*allow_negative': run => void (run.account.AllowNegative = true),
  '*deny_negative': run => void (run.account.AllowNegative = false),
  '*remove_account': run => {
    removeAccount(run.context.state, run.key);
    run.removed = true;
  },
  '*http_post': (run, action) => post(run, action, true),
  '*http_post_async': (run, action) => post(run, action, false),
};

function credit(run: ActionRun, action: Action, sign: 1 | -1, reset: boolean): void {
  const amount = Math.abs(action.Units === '' ? 0 : balanceValue(action.Units)) * sign;
  removeExpired(run.account, run.context.now);
  topup(run.account, action.BalanceType, filterOf(run, action), amount, run.context.now, reset);
  run.touched.add(action.BalanceType);
}

/** ExtraParameters is the whole URL; the body is the account as it stands at this step. */
function post(run: ActionRun, action: Action, wait: boolean): void {
  run.context.post(action.ExtraParameters, JSON.stringify(accountJson(run.account)), wait);
}

/** Relative expiry is counted from the run, each time. */
function filterOf(run: ActionRun, action: Action): BalanceFilter {
  const fields = {
    ID: action.BalanceId,
    UUID: action.BalanceUuid,
    ExpiryTime: action.ExpiryTime,
    Weight: action.BalanceWeight,
    DestinationIDs: action.DestinationIds,
    RatingSubject: action.RatingSubject,
    Categories: action.Categories,
    SharedGroups: action.SharedGroups,
    TimingIDs: action.TimingTags,
    Disabled: action.BalanceDisabled,
    Blocker: action.BalanceBlocker,
  };
  return balanceFilter(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')), run.context.now);
}
