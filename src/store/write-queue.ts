/** Writes of many runs in few transactions: what is asked for while one is written goes with the next. */
import type { Database, DatabaseTransaction } from './schema.ts';
import { withTransaction } from './with-transaction.ts';

type Write<Given> = (db: DatabaseTransaction) => Promise<Given>;

interface Queued {
  /** Writes, and gives what tells its asker that it is on the disk. */
  readonly write: Write<() => void>;
  readonly failed: (error: unknown) => void;
}

/** Writes to one database, in the order they were asked for. */
export class WriteQueue {
  readonly #db: Database;
  #queued: Queued[] = [];
  #isWriting = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Resolves to what the write gave when it is on the disk; rejects with what it threw. It may be called again after another's
   * failure has rolled it back, and must not wait for a further one.
   */
  add<Given>(write: Write<Given>): Promise<Given> {
    const written = new Promise<Given>((resolve, failed) =>
      this.#queued.push({ failed, write: db => write(db).then(given => () => resolve(given)) }),
    );
    // Who does not wait hears of the failure from the next one who does.
    written.catch(() => undefined);
    if (!this.#isWriting) void this.#writeAll();
    return written;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Lets all that is asked for in this turn of the event loop come along.
    await new Promise(resolve => setImmediate(resolve));
    while (this.#queued.length > 0) {
      const batch = this.#queued;
      this.#queued = [];
      await this.#writeBatch(batch);
    }
    this.#isWriting = false;
  }

  async #writeBatch(batch: readonly Queued[]): Promise<void> {
    try {
      const told = await withTransaction(this.#db, async tx => {
        const written: (() => void)[] = [];
        for (const { write } of batch) written.push(await write(tx));
        return written;
      });
      for (const done of told) done();
    } catch (error) {
      if (batch.length === 1) batch[0]!.failed(error);
      else for (const one of batch) await this.#writeBatch([one]);
    }
  }
}
