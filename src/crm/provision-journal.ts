import type { PlayTextTable, ProvisionJournalTable } from '../store/tables/provision-journal.ts';
import { compileForTransaction } from '../store/compile-once.ts';
import type { Database } from '../store/schema.ts';
import { now } from './things/thing.ts';

type Row = ProvisionJournalTable;

/** A call that is about to be made. Texts must be sealed before they come here. */
export type NewCall = Pick<Row, 'provision_id' | 'entry_number' | 'entry_key' | 'effect' | 'sealed_call'>;

const insertCall = compileForTransaction<NewCall & Pick<Row, 'started'>>(
  ['provision_id', 'entry_number', 'entry_key', 'effect', 'sealed_call', 'started'],
  (db, call) =>
    db
      .insertInto('provision_journal')
      .values({ ...call, kind: 'call' })
      .onConflict(conflict => conflict.columns(['provision_id', 'entry_number']).doNothing()),
);

/** Writes that a call begins; one that an earlier life of the run began already stays as it is. */
export function addCall(tx: Database, call: NewCall): void {
  insertCall(tx, { ...call, started: now() });
}

/** A call that has ended. */
export type EndedCall = NewCall & Pick<Row, 'sealed_result'>;

const endCall = compileForTransaction<EndedCall & Pick<Row, 'finished'>>(
  ['provision_id', 'entry_number', 'entry_key', 'effect', 'sealed_call', 'sealed_result', 'finished'],
  (db, call) =>
    db
      .insertInto('provision_journal')
      .values({ ...call, kind: 'call' })
      .onConflict(conflict => {
        const { sealed_result, finished } = call;
        return conflict.columns(['provision_id', 'entry_number']).doUpdateSet({ sealed_result, finished });
      }),
);

/** Writes how a call ended; one whose beginning was not written (a read, or one turned back before it) is written whole. */
export function finishCall(tx: Database, call: EndedCall): void {
  endCall(tx, { ...call, finished: now() });
}

/** Writes what a template drew. */
export const addDraw = compileForTransaction<Pick<Row, 'provision_id' | 'entry_number' | 'kind' | 'drawn'>>(
  ['provision_id', 'entry_number', 'kind', 'drawn'],
  (db, draw) => db.insertInto('provision_journal').values(draw),
);

/** The journal of a run from its beginning. */
export function listJournal(db: Database, provisionId: number): Promise<Row[]> {
  const query = db.selectFrom('provision_journal').selectAll().where('provision_id', '=', provisionId);
  return query.orderBy('entry_number').execute();
}

/** A call without a name: the record goes on, but nobody knows what the run did meanwhile (it was restored from a backup). */
export function isGap({ kind, entry_key }: Row): boolean {
  return kind === 'call' && entry_key === null;
}

/** Whether nobody knows all that a run did. */
export async function hasGap(db: Database, provisionId: number): Promise<boolean> {
  const query = db.selectFrom('provision_journal').select('entry_number').where('provision_id', '=', provisionId);
  return (await query.where('kind', '=', 'call').where('entry_key', 'is', null).executeTakeFirst()) !== undefined;
}

const insertPlayText = compileForTransaction<PlayTextTable>(['play_digest', 'play_text', 'created'], (db, row) =>
  db
    .insertInto('play_text')
    .values(row)
    .onConflict(conflict => conflict.doNothing()),
);

/** Keeps the text of a play, once for each text. */
export function keepPlayText(tx: Database, play_digest: string, play_text: string): void {
  insertPlayText(tx, { play_digest, play_text, created: now() });
}

/** The text that `keepPlayText` kept. */
export async function playText(db: Database, play_digest: string): Promise<string | undefined> {
  const query = db.selectFrom('play_text').select('play_text').where('play_digest', '=', play_digest);
  return (await query.executeTakeFirst())?.play_text;
}
