import type { Generated } from 'kysely';

/** A change of credit, and who asked for it. */
export interface CreditTable {
  credit_id: Generated<number>;
  subscriber_id: number;
  /** Null when an import did not tell. */
  credit_minor: number | null;
  credit_until: string | null;
  /** cabinet (the subscriber himself) | an action's name */
  source: string;
  run_id: number | null;
  created: string;
}

/** Days a subscriber may be frozen. */
export interface FreezeDaysTable {
  subscriber_id: number;
  /** Days given. */
  granted: number;
  /** Days frozen since then. */
  used: Generated<number>;
  /** Days not frozen since all were used. */
  worked: Generated<number>;
  /** Worked days after which they are given again. */
  restore_after: number;
  /** Last day counted as frozen; a day is counted once. */
  last_used: string | null;
  /** Last day counted as worked. */
  last_worked: string | null;
}

/** A part of the month's payments that is paid back. */
export interface DiscountTable {
  subscriber_id: number;
  /** 1000 is ten percent. */
  basis_points: number;
}

/** A discount that grows with days without debt. */
export interface LoyaltyTable {
  subscriber_id: number;
  /** Good days since the last payout. */
  days: number;
  /** 1000 is ten percent. */
  basis_points: number;
  /** Last day counted; a day is counted once. */
  last_date: string;
}

/** Days in debt, for the penalty. */
export interface DebtDaysTable {
  subscriber_id: number;
  days: number;
  /** Last day counted; a day is counted once. */
  last_date: string;
}

/** Who invited whom. */
export interface FriendshipTable {
  friend_id: number;
  parent_id: number;
}

/** The day of the month on which a subscriber of a personal-day tariff is charged. */
export interface PersonalDayTable {
  subscriber_id: number;
  /** 0: fell below the limit and waits for money. */
  day: number;
  last_modified: string;
}
