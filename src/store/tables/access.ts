import type { Generated } from 'kysely';

/** A single-use code that stands for the second factor of who lost it. */
export interface BackupCodeTable {
  user_id: number;
  /** SHA-256, hex. */
  code_hash: string;
  used: string | null;
}

/** One login: the family of refresh tokens that followed from it. */
export interface SessionTable {
  session_id: string;
  user_id: number;
  /** Where the login came from. */
  address: string | null;
  user_agent: string | null;
  created: string;
  last_used: string;
  /** How long it lives on after each refresh. */
  lifetime_seconds: number;
  expires: string;
  ended: string | null;
  /** logout | password | disabled | second factor | reuse. */
  ended_why: string | null;
}

/** A refresh token: good once. */
export interface RefreshTokenTable {
  /** SHA-256, hex. */
  token_hash: string;
  session_id: string;
  created: string;
  /** When it was exchanged for the next one; seen again after that, it is stolen. */
  used: string | null;
}

/** Attempts to log in, counted in windows of time. */
export interface LoginAttemptTable {
  /** `account …` or `address …`. */
  subject: string;
  attempts: number;
  window_ends: string;
}

/** A key for programs (`X-API-KEY`); the key itself is shown once and never kept. */
export interface ApiKeyTable {
  api_key_id: Generated<number>;
  /** The public part of the key, by which its row is found. */
  prefix: string;
  /** SHA-256 of the whole key, hex. */
  key_hash: string;
  key_name: string;
  /** JSON lists of texts. */
  roles: string;
  permissions: string;
  /** `GET /crm/customer/*`; empty for every route that its permissions allow. */
  routes: string;
  /** Names of remote actions, `*` for all; empty for none. */
  actions: string;
  /** Addresses and networks it may come from; empty for anywhere. */
  addresses: string;
  enabled: number;
  expires: string | null;
  /** To the minute. */
  last_used: string | null;
  created_by: number | null;
  created: string;
  last_modified: string;
}

/** Who did what to which row, when, from where; rows are only added. */
export interface ActivityTable {
  activity_id: Generated<number>;
  created: string;
  /** user | api_key | address | run. */
  principal_kind: string;
  /** Null for an address and for a key of the configuration. */
  principal_id: number | null;
  principal_name: string;
  /** The user in whose name it was done. */
  user_id: number | null;
  address: string | null;
  /** create | update | delete, login, logout… */
  action: string;
  /** The kind of row: customer, service, session… */
  entity: string;
  entity_id: string | null;
  /** Whose account it concerns. */
  customer_id: number | null;
  /** Redacted JSON of what was and what is; of an update only what changed. */
  before: string | null;
  after: string | null;
}
