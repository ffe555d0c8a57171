import type { Fields } from './go-decode.ts';
import type { Action } from './state.ts';

const shared = {
  Identifier: 'string',
  BalanceId: 'string',
  BalanceUuid: 'string',
  BalanceType: 'string',
  ExpiryTime: 'string',
  TimingTags: 'string',
  DestinationIds: 'string',
  RatingSubject: 'string',
  Categories: 'string',
  SharedGroups: 'string',
  ExtraParameters: 'string',
  BalanceBlocker: 'string',
  BalanceDisabled: 'string',
  Weight: 'float64',
} as const satisfies Fields;

/** The fields of an action as ApierV1 takes them, … */
export const actionFields = {
  ...shared,
  Units: 'float64',
  BalanceWeight: 'float64',
  Filters: '[]string',
} as const satisfies Fields;

/** … and as ApierV2 does: amounts and filters are texts. */
export const actionFieldsV2 = {
  ...shared,
  Units: 'string',
  BalanceWeight: 'string',
  Filters: 'string',
} as const satisfies Fields;

const empty: Action = {
  Identifier: '',
  BalanceId: '',
  BalanceUuid: '',
  BalanceType: '',
  Units: '',
  ExpiryTime: '',
  Filters: [],
  TimingTags: '',
  DestinationIds: '',
  RatingSubject: '',
  Categories: '',
  SharedGroups: '',
  BalanceWeight: '',
  ExtraParameters: '',
  BalanceBlocker: '',
  BalanceDisabled: '',
  Weight: 0,
};

/** An action with the fields given, all others empty. */
export function actionOf(fields: Partial<Action>): Action {
  return { ...empty, ...fields };
}
