import type { Migration } from './migration.ts';

const sql = `
alter table provision add column run_key text;
alter table provision add column play_digest text;
alter table provision add column sealed_inputs text;
alter table provision add column turned_back text;
alter table provision add column cancel_requested text;
alter table provision add column held_since text;
alter table provision add column held_reason text;
alter table provision add column retry_of integer references provision on delete set null;
create index provision_held on provision (held_since) where held_since is not null;

create table play_text (
  play_digest text primary key,
  play_text text not null,
  created text not null
) without rowid;

create table provision_journal (
  provision_id integer not null references provision on delete cascade,
  entry_number integer not null,
  kind text not null check (kind in ('call', 'random', 'now')),
  entry_key text,
  drawn real,
  effect text check (effect in ('read', 'repeatable', 'once')),
  sealed_call text,
  sealed_result text,
  started text,
  finished text,
  primary key (provision_id, entry_number)
);
`;

export const journal: Migration = { number: 4, name: 'the journal of runs', sql };
