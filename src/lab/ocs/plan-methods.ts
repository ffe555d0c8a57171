import { randomUUID } from 'node:crypto';
import type { Json } from '../simulator.ts';
import type { Fields, StructValue } from './go-decode.ts';
import { method, type Methods, type OcsContext } from './method.ts';
import { nextRun } from './next-run.ts';
import { notFound, RpcError } from './rpc-error.ts';
import { parseTiming } from './timing.ts';
import type { ActionPlan, ActionTiming } from './state.ts';

const itemFields = {
  ActionsId: 'string',
  Time: 'string',
  TimingID: 'string',
  Years: 'string',
  Months: 'string',
  MonthDays: 'string',
  WeekDays: 'string',
  Weight: 'float64',
} as const satisfies Fields;

/** Methods about plans. Setting one anew takes all accounts off it. */
export const planMethods: Methods = {
  SetActionPlan: method({
    type: 'v1.AttrSetActionPlan',
    fields: {
      Id: 'string',
      ActionPlan: { list: { name: '*v1.AttrActionPlan', fields: itemFields } },
      Overwrite: 'bool',
      ReloadScheduler: 'bool',
    },
    mandatory: ['Id', 'ActionPlan'],
    run: (context, args) => {
      for (const item of args.ActionPlan) checkItem(item);
      if (context.state.plans[args.Id] && !args.Overwrite) throw new RpcError('EXISTS');
      const ActionTimings = args.ActionPlan.map(item => timingOf(context, item));
      context.state.plans[args.Id] = { Id: args.Id, AccountIDs: {}, ActionTimings };
      if (args.ReloadScheduler) context.reloadScheduler();
      return 'OK';
    },
  }),
  GetActionPlan: method({
    type: 'v1.AttrGetActionPlan',
    fields: { ID: 'string' },
    run: ({ state }, args) => {
      const plans = args.ID === '' || args.ID === '*' ? Object.values(state.plans) : [state.plans[args.ID]];
      const found = plans.filter(plan => plan !== undefined);
      if (found.length === 0) throw notFound();
      return found.map(planJson);
    },
  }),
  GetActionPlanIDs: method({
    type: 'v1.AttrGetActionPlanIDs',
    fields: { Tenant: 'string' },
    run: ({ state }) => {
      const ids = Object.keys(state.plans).toSorted();
      if (ids.length === 0) throw notFound();
      return ids;
    },
  }),
  RemoveActionPlan: method({
    type: 'v1.AttrGetActionPlan',
    fields: { ID: 'string' },
    mandatory: ['ID'],
    run: ({ state }, args) => {
      delete state.plans[args.ID];
      return 'OK';
    },
  }),
  SetActionPlanAccounts: method({
    type: 'v1.AttrActionPlanAccounts',
    fields: { Id: 'string', AccountIDs: '[]string', Overwrite: 'bool', ReloadScheduler: 'bool' },
    mandatory: ['Id'],
    run: (context, args) => {
      const plan = context.state.plans[args.Id];
      if (!plan) throw notFound();
      if (args.Overwrite) plan.AccountIDs = {};
      for (const key of args.AccountIDs) plan.AccountIDs[key] = true;
      if (args.ReloadScheduler) context.reloadScheduler();
      return 'OK';
    },
  }),
  RemoveActionTiming: method({
    type: 'v1.AttrRemoveActionTiming',
    fields: {
      Tenant: 'string',
      Account: 'string',
      ActionPlanId: 'string',
      ActionTimingId: 'string',
      ReloadScheduler: 'bool',
    },
    mandatory: ['ActionPlanId'],
    run: (context, args) => {
      const plan = context.state.plans[args.ActionPlanId];
      if (!plan) throw new RpcError('SERVER_ERROR: NOT_FOUND');
      if (args.Account !== '') delete plan.AccountIDs[`${args.Tenant}:${args.Account}`];
      else if (args.ActionTimingId === '') delete context.state.plans[args.ActionPlanId];
      else plan.ActionTimings = plan.ActionTimings.filter(timing => timing.Uuid !== args.ActionTimingId);
      if (args.ReloadScheduler) context.reloadScheduler();
      return 'OK';
    },
  }),
  GetAccountActionPlan: method({
    type: 'utils.TenantAccount',
    fields: { Tenant: 'string', Account: 'string' },
    mandatory: ['Account'],
    run: (context, args) => {
      const plans = Object.values(context.state.plans).filter(
        plan => plan.AccountIDs[`${args.Tenant}:${args.Account}`],
      );
      return plans.flatMap(plan => plan.ActionTimings.map(timing => accountTiming(plan, timing, context.now)));
    },
  }),
  GetScheduledActions: method({
    type: 'scheduler.ArgsGetScheduledActions',
    fields: { Tenant: 'string', Account: 'string' },
    run: ({ state, options }, args) => {
      if (options.scheduler === false) throw new RpcError('SCHEDULER_NOT_RUNNING');
      const due = state.schedule.filter(
        run => args.Account === '' || state.plans[run.plan]?.AccountIDs[`${args.Tenant}:${args.Account}`],
      );
      if (due.length === 0) throw notFound();
      return due.map(run => ({
        NextRunTime: run.next,
        Accounts: Object.keys(state.plans[run.plan]?.AccountIDs ?? {}).length,
        ActionPlanID: run.plan,
        ActionTimingUUID: run.timing,
      }));
    },
  }),
};

type PlanItem = StructValue<typeof itemFields>;

function checkItem(item: PlanItem): void {
  const missing = (['ActionsId', 'Time'] as const).filter(name => item[name].trim() === '');
  if (missing.length > 0) throw new RpcError(`MANDATORY_IE_MISSING:Action:${item.ActionsId}:[${missing.join(' ')}]`);
}

function timingOf({ state, now }: OcsContext, item: PlanItem): ActionTiming {
  if (!state.actions[item.ActionsId]) throw new RpcError(`BROKEN_REFERENCE:${item.ActionsId}`);
  return {
    Uuid: randomUUID(),
    Timing: parseTiming(item.Time, item, now),
    ActionsID: item.ActionsId,
    Weight: item.Weight,
  };
}

/** Calendar under the names of the OCS's own answer. */
function planJson(plan: ActionPlan): Json {
  const timings = plan.ActionTimings.map(({ Uuid, Timing, ActionsID, Weight }): Json => {
    const { Years, Months, MonthDays, WeekDays, StartTime } = Timing;
    return {
      Uuid,
      Timing: { Timing: { Years, Months, MonthDays, WeekDays, StartTime, EndTime: '' } },
      ActionsID,
      ExtraData: null,
      Weight,
    };
  });
  return { Id: plan.Id, AccountIDs: { ...plan.AccountIDs }, ActionTimings: timings };
}

function accountTiming(plan: ActionPlan, timing: ActionTiming, now: Date): Json {
  const next = nextRun(timing.Timing, now)?.toISOString() ?? null;
  return { ActionPlanId: plan.Id, Uuid: timing.Uuid, ActionsId: timing.ActionsID, NextExecTime: next };
}
