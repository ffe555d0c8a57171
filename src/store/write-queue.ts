/** Writes of many runs in few transactions: what is asked for while one is written goes with the next. */
import type { Database } from './schema.ts';
import { withTransaction } from './with-transaction.ts';

type Write = (db: Database) => Promise<unknown>;

interface Queued {
  readonly write: Write;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Writes to one database, in the order they were asked for. */
export class WriteQueue {
  readonly #db: Database;
  #queued: Queued[] = [];
  #writing: Promise<void> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Resolves when the write is on the disk; rejects with what it threw. */
  add(write: Write): Promise<void> {
    const written = new Promise<void>((done, failed) => this.#queued.push({ write, done, failed }));
    // Who does not wait hears of the failure from the next one who does.
    written.catch(() => undefined);
    this.#writing ??= this.#writeAll();
    return written;
  }

  async #writeAll(): Promise<void> {
    // Lets all that is asked for in this turn of the event loop come along.
    await new Promise(resolve => setImmediate(resolve));
    while (this.#queued.length > 0) {
      const batch = this.#queued;
      this.#queued = [];
      await this.#writeBatch(batch);
    }
    this.#writing = undefined;
  }

  async #writeBatch(batch: readonly Queued[]): Promise<void> {
    try {
      await withTransaction(this.#db, async tx => {
        for (const { write } of batch) await write(tx);
      });
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length === 1) batch[0]!.failed(error);
      else for (const one of batch) await this.#writeBatch([one]);
    }
  }
}
