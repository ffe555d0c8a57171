import type { Generated } from 'kysely';

/** A change planned for a subscriber. */
export interface TaskTable {
  task_id: Generated<number>;
  /** YYYY-MM-DD */
  due: string;
  /** Not a reference: a task may outlive its subscriber. */
  login: string;
  /** addcash, corrcash, setcash, credit, creditexpire, tariffchange, tagadd, tagdel, freeze, unfreeze, reset, setspeed, down, undown, ao, unao, setdiscount */
  task_action: string;
  /** What the action takes: `15.5|2` for addcash is 15.5 of cash type 2. */
  param: Generated<string>;
  notes: Generated<string>;
  /** due | done | failed */
  state: string;
  created: string;
  finished: string | null;
  run_id: number | null;
}

/** A tariff that ends in a planned change to another (Ubilling's doomsday tariffs). */
export interface FixedTermTariffTable {
  tariff_id: number;
  next_tariff_id: number;
  fee_period: string;
  /** How many periods. */
  duration: number;
  /** 1: the present period is the first. */
  starts_now: Generated<number>;
  /** 1: the first fee is taken at once. */
  charge_fee: Generated<number>;
  /** Last day of the month on which it is taken; 0 is never. */
  charge_until_day: Generated<number>;
  charge_absolute_minor: Generated<number>;
  /** 1: credit for what is then missing. */
  set_credit: Generated<number>;
  /** Length of that credit; 0: to the end of the month, or 3 days for daily tariffs. */
  credit_days: Generated<number>;
}

/** A subscriber's term on such a tariff. */
export interface FixedTermTable {
  fixed_term_id: Generated<number>;
  subscriber_id: number;
  tariff_id: number;
  next_tariff_id: number;
  /** YYYY-MM-DD */
  start_date: string;
  /** YYYY-MM-DD */
  end_date: string;
  active: Generated<number>;
  /** The planned change. */
  task_id: number | null;
}

/** What is taken on the day of registration. */
export interface SignupChargeTable {
  tariff_id: number;
  /** Last day of the month on which it is taken; 0: every day. */
  until_day: Generated<number>;
  /** 1: the tariff's fee. */
  charge_fee: Generated<number>;
  charge_absolute_minor: Generated<number>;
  credit_days: Generated<number>;
}

/** Who has cameras, each a subscriber of its own. */
export interface CameraOwnerTable {
  camera_owner_id: Generated<number>;
  owner_name: string;
  primary_subscriber_id: number | null;
  /** 1: the primary account pays what they lack. */
  charge_cameras: Generated<number>;
}

/** A camera of an owner. */
export interface CameraTable {
  camera_id: Generated<number>;
  camera_owner_id: number;
  subscriber_id: number;
}
