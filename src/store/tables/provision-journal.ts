/** One thing that a run did or drew; the run is walked again along these rows. */
export interface ProvisionJournalTable {
  provision_id: number;
  /** 1 for the first; calls and draws are counted together. */
  entry_number: number;
  /** call: a module ran. random, now: what a template drew. */
  kind: 'call' | 'random' | 'now';
  /** Host, task path, loop item, attempt and visit of a call. */
  entry_key: string | null;
  /** The number, or the milliseconds since 1970, that was drawn. */
  drawn: number | null;
  /** What the call does to the world: read, repeatable, once. */
  effect: 'read' | 'repeatable' | 'once' | null;
  /** The task, its module and arguments, sealed; null for what never left the process. */
  sealed_call: string | null;
  /** The result as kept text, sealed; null while it is not known. */
  sealed_result: string | null;
  started: string | null;
  finished: string | null;
}

/** The text of a play as it was when a run was accepted. */
export interface PlayTextTable {
  /** SHA-256 of the text. */
  play_digest: string;
  play_text: string;
  created: string;
}
