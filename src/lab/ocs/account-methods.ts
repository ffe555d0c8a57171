import type { Json } from '../simulator.ts';
import { accountJson, newAccount, oldAccount, removeAccount, splitKey } from './accounts.ts';
import { goTime } from './expiry.ts';
import type { Fields } from './go-decode.ts';
import { method, paginate, type Methods, type OcsContext } from './method.ts';
import { attachPlans, attachOnlyPlan } from './plan-accounts.ts';
import { notFound, serverError } from './rpc-error.ts';
import type { ActionTrigger, OcsAccount } from './state.ts';

const listFields = {
  Tenant: 'string',
  AccountIDs: '[]string',
  Offset: 'int',
  Limit: 'int',
  Filter: 'map[string]bool',
} as const satisfies Fields;
const oneFields = { Tenant: 'string', Account: 'string' } as const satisfies Fields;

/** Account methods of ApierV1; ApierV2 has them, too, but for those below. */
export const accountMethods: Methods = {
  SetAccount: method({
    type: 'utils.AttrSetAccount',
    fields: {
      Tenant: 'string',
      Account: 'string',
      ActionPlanID: 'string',
      ActionTriggersID: 'string',
      ExtraOptions: 'map[string]bool',
      ReloadScheduler: 'bool',
    },
    mandatory: ['Account'],
    run: (context, args) => {
      const key = `${args.Tenant}:${args.Account}`;
      const triggers = args.ActionTriggersID === '' ? [] : triggersOf(context, args.ActionTriggersID);
      if (args.ActionPlanID !== '') attachOnlyPlan(context, key, args.ActionPlanID);
      return saveAccount(context, key, args, triggers, false);
    },
  }),
  RemoveAccount: method({
    type: 'utils.AttrRemoveAccount',
    fields: { ...oneFields, ReloadScheduler: 'bool' },
    mandatory: ['Account'],
    run: (context, args) => {
      const existed = removeAccount(context.state, `${args.Tenant}:${args.Account}`);
      if (!existed && context.options.db === 'mongo') throw serverError('NOT_FOUND');
      if (args.ReloadScheduler) context.reloadScheduler();
      return 'OK';
    },
  }),
  GetAccount: method({
    type: 'utils.AttrGetAccount',
    fields: oneFields,
    run: (context, args) => oldAccount(find(context, args)),
  }),
  GetAccounts: method({
    type: 'utils.AttrGetAccounts',
    fields: listFields,
    run: (context, args) => select(context, args).map(oldAccount),
  }),
  GetAccountsCount: method({
    type: 'utils.AttrGetAccountsCount',
    fields: listFields,
    run: (context, args) => select(context, args).length,
  }),
  GetAccountIDs: method({
    type: 'utils.PaginatorWithTenant',
    fields: { Tenant: 'string', Search: 'string', Offset: 'int', Limit: 'int' },
    run: (context, args) => {
      const names = ofTenant(context, args.Tenant).map(account => splitKey(account.ID)[1]);
      const found = paginate(
        names.filter(name => name.includes(args.Search)),
        args,
      );
      if (found.length === 0) throw notFound();
      return found;
    },
  }),
};

/** What ApierV2 does in its own way. */
export const accountMethodsV2: Methods = {
  SetAccount: method({
    type: 'v2.AttrSetAccount',
    fields: {
      Tenant: 'string',
      Account: 'string',
      ActionPlanIDs: '[]string',
      ActionPlansOverwrite: 'bool',
      ActionTriggerIDs: '[]string',
      ActionTriggerOverwrite: 'bool',
      ExtraOptions: 'map[string]bool',
      ReloadScheduler: 'bool',
    },
    mandatory: ['Account'],
    run: (context, args) => {
      const key = `${args.Tenant}:${args.Account}`;
      const triggers = args.ActionTriggerIDs.flatMap(id => triggersOf(context, id));
      attachPlans(context, key, args.ActionPlanIDs, args.ActionPlansOverwrite);
      return saveAccount(context, key, args, triggers, args.ActionTriggerOverwrite);
    },
  }),
  GetAccount: method({
    type: 'utils.AttrGetAccount',
    fields: oneFields,
    run: (context, args) => accountJson(find(context, args)),
  }),
  GetAccounts: method({
    type: 'utils.AttrGetAccounts',
    fields: listFields,
    run: (context, args) => select(context, args).map(accountJson),
  }),
  GetAccountsCount: method({
    type: 'utils.AttrGetAccountsCount',
    fields: listFields,
    run: (context, args) => {
      const count = select(context, args).length;
      if (count === 0) throw notFound();
      return count;
    },
  }),
};

interface AccountSettings {
  readonly ExtraOptions: Readonly<Record<string, boolean>>;
  readonly ReloadScheduler: boolean;
}

/** Balances stay; options change only when given. The account is saved before the scheduler is asked. */
function saveAccount(
  context: OcsContext,
  key: string,
  args: AccountSettings,
  triggers: ActionTrigger[],
  overwrite: boolean,
): Json {
  const { state, now } = context;
  const old = state.accounts[key] ?? newAccount(key, now);
  const all = overwrite ? triggers : mergeTriggers(old.ActionTriggers ?? [], triggers);
  state.accounts[key] = {
    ...old,
    ActionTriggers: all.length > 0 ? all : null,
    AllowNegative: args.ExtraOptions['AllowNegative'] ?? old.AllowNegative,
    Disabled: args.ExtraOptions['Disabled'] ?? old.Disabled,
    UpdateTime: goTime(now),
  };
  if (args.ReloadScheduler) context.reloadScheduler();
  return 'OK';
}

export function mergeTriggers(old: readonly ActionTrigger[], added: readonly ActionTrigger[]): ActionTrigger[] {
  const known = new Set(old.map(trigger => trigger.UniqueID));
  return [...old, ...added.filter(trigger => !known.has(trigger.UniqueID))];
}

function triggersOf(context: OcsContext, id: string): ActionTrigger[] {
  const group = context.state.triggers[id];
  if (!group) throw serverError('NOT_FOUND');
  return structuredClone(group);
}

function find(context: OcsContext, args: { readonly Tenant: string; readonly Account: string }): OcsAccount {
  const account = context.state.accounts[`${args.Tenant}:${args.Account}`];
  if (!account) throw notFound();
  return account;
}

interface Selection {
  readonly Tenant: string;
  readonly AccountIDs: readonly string[];
  readonly Offset: number;
  readonly Limit: number;
  readonly Filter: Readonly<Record<string, boolean>>;
}

/** Unknown ids are skipped without a word. */
function select(context: OcsContext, args: Selection): OcsAccount[] {
  const wanted = new Set(args.AccountIDs.map(id => `${args.Tenant}:${id}`));
  const found = ofTenant(context, args.Tenant).filter(account => wanted.size === 0 || wanted.has(account.ID));
  const { AllowNegative, Disabled } = args.Filter;
  const filtered = found.filter(
    account =>
      (AllowNegative === undefined || account.AllowNegative === AllowNegative) &&
      (Disabled === undefined || account.Disabled === Disabled),
  );
  return paginate(filtered, args);
}

function ofTenant(context: OcsContext, tenant: string): OcsAccount[] {
  const accounts = Object.values(context.state.accounts).filter(account => account.ID.startsWith(`${tenant}:`));
  return accounts.toSorted((a, b) => (a.ID < b.ID ? -1 : 1));
}
