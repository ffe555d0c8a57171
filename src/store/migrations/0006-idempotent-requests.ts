import type { Migration } from './migration.ts';

const sql = `
create table idempotent_request (
  sender text not null,
  idempotency_key text not null,
  digest text not null,
  object text not null,
  object_id integer not null,
  created text not null,
  primary key (sender, idempotency_key)
) without rowid;
`;

export const idempotentRequests: Migration = { number: 6, name: 'requests that are carried out once', sql };
