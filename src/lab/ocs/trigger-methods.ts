import { randomUUID } from 'node:crypto';
import { textOf, type Json, type JsonObject } from '../simulator.ts';
import { mergeTriggers } from './account-methods.ts';
import { parseDuration } from './duration.ts';
import type { Fields } from './go-decode.ts';
import { method, type Methods, type OcsContext } from './method.ts';
import { notFound, RpcError, serverError } from './rpc-error.ts';
import { never, type ActionTrigger, type OcsAccount } from './state.ts';
import { resetTriggers } from './triggers.ts';

const accountFields = {
  Tenant: 'string',
  Account: 'string',
  GroupID: 'string',
  UniqueID: 'string',
} as const satisfies Fields;

/** Methods about triggers: groups of them, and those on an account. */
export const triggerMethods: Methods = {
  SetActionTrigger: method({
    type: 'v1.AttrSetActionTrigger',
    fields: { GroupID: 'string', UniqueID: 'string', ActionTrigger: 'map[string]interface {}' },
    mandatory: ['GroupID'],
    run: (context, args) => {
      const group = (context.state.triggers[args.GroupID] ??= []);
      const old = group.find(trigger => trigger.UniqueID === args.UniqueID);
      if (old) Object.assign(old, changes(args.ActionTrigger));
      else group.push({ ...newTrigger(args.GroupID, args.UniqueID), ...changes(args.ActionTrigger) });
      return 'OK';
    },
  }),
  GetActionTriggers: method({
    type: 'v1.AttrGetActionTriggers',
    fields: { GroupIDs: '[]string' },
    run: (context, args) => {
      const ids = args.GroupIDs.length > 0 ? args.GroupIDs : Object.keys(context.state.triggers);
      return ids.flatMap(id => (context.state.triggers[id] ?? []).map((trigger): Json => ({ ...trigger })));
    },
  }),
  RemoveActionTrigger: method({
    type: 'v1.AttrRemoveActionTrigger',
    fields: { GroupID: 'string', UniqueID: 'string' },
    mandatory: ['GroupID'],
    run: ({ state }, args) => {
      const group = state.triggers[args.GroupID];
      if (!group) throw serverError('NOT_FOUND');
      const kept = args.UniqueID === '' ? [] : group.filter(trigger => trigger.UniqueID !== args.UniqueID);
      if (kept.length > 0) state.triggers[args.GroupID] = kept;
      else delete state.triggers[args.GroupID];
      return 'OK';
    },
  }),
  AddAccountActionTriggers: method({
    type: 'v1.AttrAddAccountActionTriggers',
    fields: {
      Tenant: 'string',
      Account: 'string',
      ActionTriggerIDs: '[]string',
      ActionTriggerOverwrite: 'bool',
      Executed: 'bool',
    },
    mandatory: ['Account'],
    run: (context, args) => {
      const account = accountOf(context, args);
      const added = args.ActionTriggerIDs.flatMap(id => structuredClone(context.state.triggers[id] ?? []));
      account.ActionTriggers = mergeTriggers(args.ActionTriggerOverwrite ? [] : (account.ActionTriggers ?? []), added);
      return 'OK';
    },
  }),
  RemoveAccountActionTriggers: method({
    type: 'v1.AttrRemoveAccountActionTriggers',
    fields: accountFields,
    mandatory: ['Account'],
    run: (context, args) => {
      const account = accountOf(context, args);
      account.ActionTriggers = (account.ActionTriggers ?? []).filter(trigger => !isNamed(trigger, args));
      return 'OK';
    },
  }),
  ResetAccountActionTriggers: method({
    type: 'v1.AttrResetAccountActionTriggers',
    fields: accountFields,
    mandatory: ['Account'],
    run: (context, args) => {
      const account = accountOf(context, args);
      resetTriggers({
        ...account,
        ActionTriggers: (account.ActionTriggers ?? []).filter(trigger => isNamed(trigger, args)),
      });
      return 'OK';
    },
  }),
};

function isNamed(trigger: ActionTrigger, args: { readonly GroupID: string; readonly UniqueID: string }): boolean {
  return (
    (args.GroupID === '' || trigger.ID === args.GroupID) && (args.UniqueID === '' || trigger.UniqueID === args.UniqueID)
  );
}

function accountOf(context: OcsContext, args: { readonly Tenant: string; readonly Account: string }): OcsAccount {
  const account = context.state.accounts[`${args.Tenant}:${args.Account}`];
  if (!account) throw notFound();
  return account;
}

function newTrigger(group: string, unique: string): ActionTrigger {
  return {
    ID: group,
    UniqueID: unique === '' ? randomUUID() : unique,
    ThresholdType: '',
    ThresholdValue: 0,
    Recurrent: false,
    MinSleep: 0,
    BalanceID: '',
    BalanceType: '',
    ActionsID: '',
    Weight: 0,
    Executed: false,
    LastExecutionTime: never,
  };
}

const readers: Readonly<Record<string, (value: Json) => string | number | boolean>> = {
  ThresholdType: String,
  ThresholdValue: Number,
  Recurrent: Boolean,
  Executed: Boolean,
  MinSleep: value => (typeof value === 'number' ? value : parseDuration(textOf(value))),
  BalanceID: String,
  BalanceType: String,
  ActionsID: String,
  Weight: Number,
};

/** The map's keys keep their case. */
function changes(map: JsonObject): Partial<ActionTrigger> {
  const known = Object.entries(map).filter(([name, value]) => readers[name] !== undefined && value !== null);
  const values = known.map(([name, value]): [string, string | number | boolean] => [name, readers[name]!(value)]);
  const bad = values.find(([, value]) => Number.isNaN(value));
  if (bad) throw new RpcError(`strconv.ParseFloat: parsing ${JSON.stringify(map[bad[0]])}: invalid syntax`);
  return Object.fromEntries(values);
}
