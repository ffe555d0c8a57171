import type { JsonObject } from '../simulator.ts';
import { balanceFilter, type BalanceFilter } from './balance-filter.ts';
import { removeBalances, setBalance } from './balances.ts';
import { newAccount } from './accounts.ts';
import { executeActions } from './execute.ts';
import { goTime } from './expiry.ts';
import type { Fields, StructValue } from './go-decode.ts';
import { method, type Methods, type OcsContext } from './method.ts';
import { actionOf } from './action-fields.ts';
import { notFound, partiallyExecuted, RpcError, serverError } from './rpc-error.ts';
import type { OcsAccount } from './state.ts';

const fields = {
  Tenant: 'string',
  Account: 'string',
  BalanceType: 'string',
  Value: 'float64',
  Balance: 'map[string]interface {}',
  ActionExtraData: 'map[string]interface {}',
  Overwrite: 'bool',
  Cdrlog: 'bool',
} as const satisfies Fields;
type BalanceArgs = StructValue<typeof fields>;

const balanceMethod = (type: string, run: (context: OcsContext, args: BalanceArgs) => 'OK'): Methods[string] =>
  method({ type, fields, mandatory: ['Account', 'BalanceType'], run });

/** Methods that change balances directly. Adding and debiting make a missing account. */
export const balanceMethods: Methods = {
  AddBalance: balanceMethod('v1.AttrAddBalance', (context, args) => change(context, args, '*topup')),
  DebitBalance: balanceMethod('v1.AttrAddBalance', (context, args) => change(context, args, '*debit')),
  SetBalance: balanceMethod('utils.AttrSetBalance', (context, args) => {
    const filter = withValue(balanceFilter(args.Balance, context.now), args.Value);
    if (!filter.id && !filter.uuid) throw new RpcError('MANDATORY_IE_MISSING: [BalanceID or BalanceUUID]');
    return edit(context, args, account => void setBalance(account, args.BalanceType, filter));
  }),
  RemoveBalances: balanceMethod('utils.AttrSetBalance', (context, args) => {
    const filter = balanceFilter(args.Balance, context.now);
    if (!context.state.accounts[keyOf(args)]) throw notFound();
    return edit(context, args, account => removeBalances(account, args.BalanceType, filter, context.now));
  }),
  TransferBalance: method({
    type: 'utils.AttrTransferBalance',
    fields: {
      Tenant: 'string',
      SourceAccountID: 'string',
      SourceBalanceID: 'string',
      DestinationAccountID: 'string',
      DestinationBalanceID: 'string',
      Units: 'float64',
      Cdrlog: 'bool',
    },
    mandatory: ['SourceAccountID', 'SourceBalanceID', 'DestinationAccountID', 'DestinationBalanceID'],
    run: (context, args) => {
      const source = findBalance(context, `${args.Tenant}:${args.SourceAccountID}`, args.SourceBalanceID);
      const target = findBalance(context, `${args.Tenant}:${args.DestinationAccountID}`, args.DestinationBalanceID);
      if (!source || !target || source.Value < args.Units) throw serverError('PARTIALLY_EXECUTED');
      source.Value -= args.Units;
      target.Value += args.Units;
      return '';
    },
  }),
};

/** Adding and debiting are a topup or debit action; `Overwrite` empties what matches first. */
function change(context: OcsContext, args: BalanceArgs, identifier: '*topup' | '*debit'): 'OK' {
  const filter = balanceFilter(args.Balance, context.now);
  const action = {
    ...actionOf({}),
    Identifier: args.Overwrite ? `${identifier}_reset` : identifier,
    BalanceType: args.BalanceType,
    ...filterTexts(args.Balance),
    Units: String(Math.abs(args.Value === 0 ? (filter.value ?? 0) : args.Value)),
  };
  if (executeActions(context, keyOf(args), [action]) !== 'OK') throw partiallyExecuted();
  return 'OK';
}

/** The Balance map under the names that an action has for the same things. */
function filterTexts(map: JsonObject): Record<string, string> {
  const names: Readonly<Record<string, string>> = {
    ID: 'BalanceId',
    UUID: 'BalanceUuid',
    ExpiryTime: 'ExpiryTime',
    Weight: 'BalanceWeight',
    DestinationIDs: 'DestinationIds',
    RatingSubject: 'RatingSubject',
    Categories: 'Categories',
    SharedGroups: 'SharedGroups',
    TimingIDs: 'TimingTags',
    Disabled: 'BalanceDisabled',
    Blocker: 'BalanceBlocker',
  };
  const given = Object.entries(map).filter(([key, value]) => names[key] !== undefined && value !== null);
  return Object.fromEntries(
    given.map(([key, value]) => [names[key]!, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function edit(context: OcsContext, args: BalanceArgs, act: (account: OcsAccount) => void): 'OK' {
  const key = keyOf(args);
  const account = structuredClone(context.state.accounts[key]) ?? newAccount(key, context.now);
  try {
    act(account);
  } catch (error) {
    if (error instanceof RpcError) throw partiallyExecuted();
    throw error;
  }
  context.state.accounts[key] = { ...account, UpdateTime: goTime(context.now) };
  return 'OK';
}

function withValue(filter: BalanceFilter, value: number): BalanceFilter {
  return value === 0 ? filter : { ...filter, value: Math.abs(value) };
}

function findBalance(context: OcsContext, key: string, id: string): { Value: number } | undefined {
  const balances = Object.values(context.state.accounts[key]?.BalanceMap ?? {}).flat();
  return balances.find(balance => balance.ID === id);
}

function keyOf(args: { readonly Tenant: string; readonly Account: string }): string {
  return `${args.Tenant}:${args.Account}`;
}
