import type { Json } from '../simulator.ts';
import { actionFields, actionFieldsV2, actionOf } from './action-fields.ts';
import { executeActions } from './execute.ts';
import { method, paginate, stringMethod, type Methods, type OcsContext } from './method.ts';
import { notFound, partiallyExecuted, RpcError, serverError } from './rpc-error.ts';
import type { Action } from './state.ts';
import { balanceValue } from './balance-filter.ts';

/** Methods about sets of actions. */
export const actionMethods: Methods = {
  SetActions: method({
    type: 'v1.V1AttrSetActions',
    fields: {
      ActionsId: 'string',
      Actions: { list: { name: '*v1.V1TPAction', fields: actionFields } },
      Overwrite: 'bool',
    },
    mandatory: ['ActionsId', 'Actions'],
    run: (context, args) => {
      const actions = args.Actions.map(action =>
        actionOf({ ...action, Units: numberText(action.Units), BalanceWeight: numberText(action.BalanceWeight) }),
      );
      return save(context, args.ActionsId, actions, args.Overwrite);
    },
  }),
  GetActions: stringMethod((context, id) => {
    const actions = context.state.actions[id];
    if (!actions) throw serverError('NOT_FOUND');
    return actions.map(action => ({
      ...action,
      Units: Number(action.Units),
      BalanceWeight: Number(action.BalanceWeight),
    }));
  }),
  RemoveActions: method({
    type: 'v1.AttrRemoveActions',
    fields: { ActionIDs: '[]string' },
    mandatory: [],
    run: (context, args) => {
      if (args.ActionIDs.length === 0) throw notFound();
      for (const id of args.ActionIDs) delete context.state.actions[id];
      return 'OK';
    },
  }),
  ExecuteAction: method({
    type: 'utils.AttrExecuteAction',
    fields: { Tenant: 'string', Account: 'string', ActionsId: 'string' },
    mandatory: ['ActionsId'],
    run: (context, args) => {
      const actions = context.state.actions[args.ActionsId];
      if (!actions) throw notFound();
      if (executeActions(context, `${args.Tenant}:${args.Account}`, actions) !== 'OK') throw partiallyExecuted();
      return 'OK';
    },
  }),
};

/** What ApierV2 does in its own way. */
export const actionMethodsV2: Methods = {
  SetActions: method({
    type: 'utils.AttrSetActions',
    fields: {
      ActionsId: 'string',
      Actions: { list: { name: '*utils.TPAction', fields: actionFieldsV2 } },
      Overwrite: 'bool',
    },
    mandatory: ['ActionsId', 'Actions'],
    run: (context, args) => {
      for (const { Identifier, BalanceType, Units } of args.Actions) {
        if (BalanceType !== '' && Units === '') throw new RpcError(`MANDATORY_IE_MISSING:Action:${Identifier}:[Units]`);
        if (Units !== '') checkUnits(Units);
      }
      const actions = args.Actions.map(action =>
        actionOf({ ...action, Filters: action.Filters.split(';').filter(Boolean) }),
      );
      return save(context, args.ActionsId, actions, args.Overwrite);
    },
  }),
  GetActions: method({
    type: 'v2.AttrGetActions',
    fields: { ActionIDs: '[]string', Offset: 'int', Limit: 'int' },
    run: (context, args) => {
      const all = Object.entries(context.state.actions).toSorted(([a], [b]) => (a < b ? -1 : 1));
      const wanted = all.filter(([id]) => args.ActionIDs.length === 0 || args.ActionIDs.includes(id));
      return Object.fromEntries(
        paginate(wanted, args).map(([id, actions]): [string, Json] => [id, actions.map(action => ({ ...action }))]),
      );
    },
  }),
};

/** Neither identifiers nor references are looked at here: a wrong one shows when the set is run. */
function save(context: OcsContext, id: string, actions: Action[], overwrite: boolean): 'OK' {
  const nameless = actions.find(action => action.Identifier.trim() === '');
  if (nameless) throw new RpcError('MANDATORY_IE_MISSING:Action::[Identifier]');
  if (context.state.actions[id] && !overwrite) throw new RpcError('EXISTS');
  context.state.actions[id] = actions;
  return 'OK';
}

function checkUnits(units: string): void {
  try {
    balanceValue(units);
  } catch {
    throw new RpcError(`Invalid value: ${units}`);
  }
}

function numberText(value: number): string {
  return value === 0 ? '' : String(value);
}
