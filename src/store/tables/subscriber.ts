import type { Generated, GeneratedAlways } from 'kysely';

/** What a subscriber pays for access, and at which speed. */
export interface TariffTable {
  tariff_id: Generated<number>;
  tariff_name: string;
  /** Minor units for each period. */
  fee_minor: number;
  /** month | day */
  fee_period: string;
  /** Fee taken on each subscriber's own day of the month (Ubilling's power tariffs); null for tariffs without. */
  personal_day_fee_minor: number | null;
  speed_down_kbit: number | null;
  speed_up_kbit: number | null;
}

/** Who has access by a login, and what that access depends on. Who he is stands in the profile. */
export interface SubscriberTable {
  subscriber_id: Generated<number>;
  login: string;
  /** The CRM's service that this access belongs to; null for those who came without one. */
  service_id: number | null;
  tariff_id: number | null;
  /** Minor units; always the sum of the ledger's `main` rows, moved by the ledger's trigger and nothing else. */
  balance_minor: Generated<number>;
  /** The same for the account that some virtual services are paid from. */
  virtual_minor: Generated<number>;
  /** How far below zero access is kept. */
  credit_minor: Generated<number>;
  /** Last day of the credit (YYYY-MM-DD); null is endless. */
  credit_until: string | null;
  /** 1: paused, by the subscriber or for debt (Ubilling's Passive). */
  frozen: Generated<number>;
  /** 1: switched off by staff. */
  down: Generated<number>;
  /** 1: access is not tied to an authorised session. */
  always_online: Generated<number>;
  created: string;
  /** The customer of the service, kept by triggers; null without one. */
  customer_id: Generated<number | null>;
  /** The moment from which nothing is charged any more; null while it is live. */
  closed: Generated<string | null>;
}

/** Who a subscriber is and where he lives. */
export interface SubscriberProfileTable {
  subscriber_id: number;
  /** Sealed. */
  password: string | null;
  real_name: string | null;
  email: string | null;
  contract: string | null;
  /** YYYY-MM-DD */
  contract_date: string | null;
  /** What he is called at payment systems. */
  payment_id: string | null;
  /** YYYY-MM-DD */
  birth_date: string | null;
  passport: string | null;
  ip: string | null;
  city: string | null;
  street: string | null;
  building: string | null;
  apartment: string | null;
  entrance: string | null;
  floor: string | null;
  /** Speed instead of the tariff's; null for none. */
  speed_kbit: number | null;
  /** Octets of this month, from the net to him. */
  octets_down: Generated<number>;
  /** Octets of this month, from him to the net. */
  octets_up: Generated<number>;
  notes: string | null;
}

/** Another name of a login for RADIUS; by login, for it may be set before the subscriber is there. */
export interface RadiusAliasTable {
  login: string;
  alias: string;
}

/** A number of a subscriber. */
export interface PhoneTable {
  phone_id: Generated<number>;
  subscriber_id: number;
  /** phone (landline) | mobile (the main one) | extra (a further mobile) */
  kind: string;
  /** As it was given; look-ups compare its last digits. */
  number: string;
  /** The last nine digits. */
  number_end: GeneratedAlways<string>;
  notes: string | null;
}

/** A mark for subscribers; a virtual service is had by having its tag. */
export interface TagTable {
  tag_id: Generated<number>;
  tag_name: string;
}

/** A tag that a subscriber has. */
export interface SubscriberTagTable {
  subscriber_id: number;
  tag_id: number;
  /** How many times: each is charged. */
  quantity: Generated<number>;
}

/** A field that the operator thought of. */
export interface CustomFieldTable {
  custom_field_id: Generated<number>;
  field_name: string;
}

/** A value of such a field. */
export interface SubscriberFieldTable {
  subscriber_id: number;
  custom_field_id: number;
  value: string;
}
