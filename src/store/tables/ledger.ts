import type { Generated } from 'kysely';

/** Every change of money, append-only: the database refuses updates and deletes, and a row that does not start from the balance. */
export interface LedgerTable {
  ledger_id: Generated<number>;
  /** main | virtual (subscriber's) | cable (cable subscriber's) */
  account: string;
  /** subscriber_id, or cable_subscriber_id for `cable`. */
  owner_id: number;
  /** The day it counts for (YYYY-MM-DD). */
  business_date: string;
  /** When it was written. */
  created: string;
  /** payment (Ubilling's `payments`) | correction (`paymentscorr`) | set | mock (moves nothing) | fee (copied from outside, moves nothing) | opening (closes an import) | reversal */
  kind: string;
  amount_minor: number;
  before_minor: number;
  after_minor: number;
  /** The sum that lists show when it is not the amount: the new balance of `set`, the sum of `mock` and `fee`. */
  shown_minor: number | null;
  cash_type_id: number | null;
  /** Who did it: a door (cli, http, cron) or the name an import brought. */
  actor: string;
  note: Generated<string>;
  /** The action that wrote it; `import` for imported rows, which may start anywhere. */
  action: string | null;
  /** What was charged, within its action and owner: `service:3`; empty when the owner himself. */
  subject: Generated<string>;
  /** The period charged (`2026-11`, `2026-11-22`, …). Unique with action, owner, subject and attempt: nothing is charged twice. Null: may be repeated. */
  period: string | null;
  /** How many rows with the same four were taken back before this one. */
  attempt: Generated<number>;
  /** The action_run that wrote it. */
  run_id: number | null;
  /** The row that this one takes back. */
  reverses_id: number | null;
}

/** How money came in. */
export interface CashTypeTable {
  cash_type_id: Generated<number>;
  cash_type_name: string;
  /** 1: notes and coins. */
  is_cash: Generated<number>;
}

/** A service charged to everybody who has its tag. */
export interface VirtualServiceTable {
  virtual_service_id: Generated<number>;
  tag_id: number;
  /** For one period and each of the tag; a negative price credits. */
  price_minor: number;
  /** main | virtual */
  account: string;
  /** The highest is charged first. */
  priority: Generated<number>;
  /** 1: whatever the balance. */
  charge_always: Generated<number>;
  /** 1 is daily, 7 weekly, 28 to 31 monthly; 0 counts as monthly. */
  period_days: Generated<number>;
  /** 1: no longer sold. Still charged to whom has the tag. */
  archived: Generated<number>;
}

/** Who has this tag is not charged for the service. */
export interface VirtualServiceExclusionTable {
  virtual_service_id: number;
  tag_id: number;
}

/** A prepaid card. */
export interface CardTable {
  card_id: Generated<number>;
  serial: string;
  part: string | null;
  amount_minor: number;
  active: number;
  used: Generated<number>;
  /** Who entered it; with used 0 it waits to be credited. */
  used_login: string | null;
  used_ip: string | null;
  used_at: string | null;
  created: string;
}

/** A tariff of the cable TV. */
export interface CableTariffTable {
  cable_tariff_id: Generated<number>;
  tariff_name: string;
  fee_minor: number;
}

/** A subscriber of the cable TV: a base of its own. */
export interface CableSubscriberTable {
  cable_subscriber_id: Generated<number>;
  contract: string | null;
  real_name: string | null;
  mobile: string | null;
  cable_tariff_id: number | null;
  /** Takes the tariff's place at the next fee. */
  next_cable_tariff_id: number | null;
  /** The sum of the ledger's `cable` rows. */
  balance_minor: Generated<number>;
  active: Generated<number>;
  created: string;
}

/** A payment that its subscriber is told of, once. */
export interface PaymentNoticeTable {
  ledger_id: number;
  created: string;
  /** Null while nobody could be told. */
  sent_at: string | null;
}

/** The last fee that an outside billing took, as its log tells. */
export interface LastFeeTable {
  subscriber_id: number;
  /** Local date and time of the log. */
  charged_at: string;
  before_minor: number;
  after_minor: number;
}
