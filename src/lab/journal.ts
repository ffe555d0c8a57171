import { pathMatches } from './faults/glob.ts';
import { redactEntry } from './redact.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface JournalFilter {
  readonly system?: string;
  /** Entries after this number. */
  readonly since?: number;
  /** Glob. */
  readonly path?: string;
  readonly status?: number;
  readonly rpc?: string;
  /** Show secrets. */
  readonly reveal?: boolean;
}

/** The record of all exchanges, the newest `limit` of them. Secrets are masked when it is read, unless asked for. */
export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;
  readonly #limit: number;
  readonly #secrets: readonly string[];

  constructor(secrets: readonly string[], limit = 20_000) {
    this.#secrets = secrets;
    this.#limit = limit;
  }

  add(entry: Omit<JournalEntry, 'seq'>): void {
    this.#entries.push({ seq: ++this.#seq, ...entry });
    if (this.#entries.length > this.#limit * 1.2) this.#entries = this.#entries.slice(-this.#limit);
  }

  /** Number of the last entry; the next one gets the next. */
  get seq(): number {
    return this.#seq;
  }

  entries(filter: JournalFilter = {}): JournalEntry[] {
    const found = this.#entries.filter(entry => passes(entry, filter));
    return filter.reveal ? found : found.map(entry => redactEntry(entry, this.#secrets));
  }

  clear(): void {
    this.#entries = [];
    this.#seq = 0;
  }
}

function passes(entry: JournalEntry, filter: JournalFilter): boolean {
  return (
    (filter.system === undefined || filter.system === entry.system || filter.system === entry.instance) &&
    (filter.since === undefined || entry.seq > filter.since) &&
    (filter.path === undefined || pathMatches(filter.path, entry.path)) &&
    (filter.status === undefined || filter.status === entry.status) &&
    (filter.rpc === undefined || pathMatches(filter.rpc, entry.rpc ?? ''))
  );
}
