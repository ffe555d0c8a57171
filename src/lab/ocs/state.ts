/** What the OCS keeps, in the shapes that its own API shows (CGRateS's names). All of it is plain JSON. */

import type { JsonObject } from '../simulator.ts';

export interface Balance {
  Uuid: string;
  ID: string;
  Value: number;
  /** RFC 3339; `0001-01-01T00:00:00Z` is never. */
  ExpirationDate: string;
  Weight: number;
  DestinationIDs: Record<string, boolean>;
  RatingSubject: string;
  Categories: Record<string, boolean>;
  SharedGroups: Record<string, boolean>;
  Timings: null;
  TimingIDs: Record<string, boolean>;
  Disabled: boolean;
  Factors: Record<string, number> | null;
  Blocker: boolean;
}

export interface OcsAccount {
  /** `tenant:account`. */
  ID: string;
  /** By type (`*monetary`, `*data`, …); null until the first balance. */
  BalanceMap: Record<string, Balance[]> | null;
  UnitCounters: null;
  ActionTriggers: ActionTrigger[] | null;
  AllowNegative: boolean;
  Disabled: boolean;
  UpdateTime: string;
}

export interface ActionTrigger {
  ID: string;
  UniqueID: string;
  ThresholdType: string;
  ThresholdValue: number;
  Recurrent: boolean;
  /** Nanoseconds. */
  MinSleep: number;
  BalanceID: string;
  BalanceType: string;
  ActionsID: string;
  Weight: number;
  Executed: boolean;
  LastExecutionTime: string;
}

/** One step of an action set; the amounts are texts, as ApierV2 takes them. */
export interface Action {
  Identifier: string;
  BalanceId: string;
  BalanceUuid: string;
  BalanceType: string;
  Units: string;
  ExpiryTime: string;
  Filters: string[];
  TimingTags: string;
  DestinationIds: string;
  RatingSubject: string;
  Categories: string;
  SharedGroups: string;
  BalanceWeight: string;
  ExtraParameters: string;
  BalanceBlocker: string;
  BalanceDisabled: string;
  Weight: number;
}

/** Lists of numbers; empty means any. `StartTime` is `hh:mm:ss` or `*asap`. */
export interface Timing {
  Years: number[];
  Months: number[];
  MonthDays: number[];
  WeekDays: number[];
  StartTime: string;
  /** Every hour or minute instead of once a day. */
  Step: '' | '*hourly' | '*every_minute';
  /** One run only, at this time (ISO). */
  Once: string;
  /** Days past the end of a month fall on its last day. */
  Clamp: boolean;
}

export interface ActionTiming {
  Uuid: string;
  Timing: Timing;
  ActionsID: string;
  Weight: number;
}

export interface ActionPlan {
  Id: string;
  /** `tenant:account` → true. */
  AccountIDs: Record<string, boolean>;
  ActionTimings: ActionTiming[];
}

/** A run that the scheduler has taken up. */
export interface ScheduledRun {
  plan: string;
  timing: string;
  /** ISO. */
  next: string;
}

export interface OcsState {
  /** By `tenant:account`. */
  accounts: Record<string, OcsAccount>;
  actions: Record<string, Action[]>;
  plans: Record<string, ActionPlan>;
  triggers: Record<string, ActionTrigger[]>;
  /** Profiles and filters by `tenant:ID`. */
  attributes: Record<string, JsonObject>;
  filters: Record<string, JsonObject>;
  resources: Record<string, JsonObject>;
  chargers: Record<string, JsonObject>;
  /** `*asap` runs that wait for the scheduler's next reload. */
  tasks: { account: string; actions: string }[];
  schedule: ScheduledRun[];
}

export const never = '0001-01-01T00:00:00Z';

export function emptyOcsState(): OcsState {
  return {
    accounts: {},
    actions: {},
    plans: {},
    triggers: {},
    attributes: {},
    filters: {},
    resources: {},
    chargers: {},
    tasks: [],
    schedule: [],
  };
}
