import type { Generated } from 'kysely';

/** What a television partner sells. */
export interface TvPlanTable {
  tv_plan_id: Generated<number>;
  /** megogo | prostotv | olltv */
  provider: string;
  /** The operator's number of it, unique for the provider: ledger notes name it. */
  plan_number: number;
  plan_name: Generated<string>;
  fee_minor: number;
  /** What the partner calls it. */
  service_id: string | null;
  is_primary: Generated<number>;
  /** 1: may be tried for nothing. */
  trial: Generated<number>;
}

/** A subscriber's plan at a partner. */
export interface TvSubscriptionTable {
  tv_subscription_id: Generated<number>;
  subscriber_id: number;
  tv_plan_id: number;
  /** A second plan that goes with it. */
  addon_plan_id: number | null;
  /** What the partner calls the subscriber. */
  external_id: string | null;
  /** 1 until the partner said that it has ended. */
  active: Generated<number>;
  trial: Generated<number>;
  since: string;
  ended: string | null;
}

/** An end that was asked for. */
export interface TvRequestTable {
  tv_request_id: Generated<number>;
  subscriber_id: number;
  tv_plan_id: number;
  /** unsub */
  request: Generated<string>;
  /** due | done */
  state: Generated<string>;
  last_error: string | null;
  created: string;
}

/** A question to subscribers. */
export interface PollTable {
  poll_id: Generated<number>;
  title: string;
  enabled: Generated<number>;
}

/** An answer to choose. */
export interface PollOptionTable {
  poll_option_id: Generated<number>;
  poll_id: number;
  body: string;
}

/** Who chose it. */
export interface PollVoteTable {
  poll_vote_id: Generated<number>;
  poll_id: number;
  poll_option_id: number;
  login: string;
  created: string;
}

/** What a partner was last told about a subject. */
export interface ExportedTable {
  target: string;
  subject: string;
  /** SHA-256 of the record, hex. */
  digest: string;
  created: string;
}

/** A play that an action called; `started` and nothing more: nobody knows whether the partner heard it. */
export interface PartnerCallTable {
  partner_call_id: Generated<number>;
  run_id: number | null;
  play: string;
  /** Whom it was about: a login, a URL. */
  subject: string;
  /** started | done | failed */
  state: string;
  /** Why it failed, secrets masked. */
  detail: string | null;
  started: string;
  finished: string | null;
}

/** Octets of a subscriber's month, by who counted them. */
export interface TrafficMonthTable {
  subscriber_id: number;
  /** YYYY-MM */
  month: string;
  source: string;
  octets_down: Generated<number>;
  octets_up: Generated<number>;
}
