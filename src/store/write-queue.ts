/** Writes of many runs in few transactions: what is asked for while one is written goes with the next. */
import type { Database, DatabaseTransaction } from './schema.ts';
import { withTransaction } from './with-transaction.ts';

/** May be called again after another's failure has rolled it back; must not wait for a further write of the queue. */
export type Write<Given> = (db: DatabaseTransaction) => Given | Promise<Given>;

interface Queued {
  readonly write: (db: DatabaseTransaction) => void | Promise<void>;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** How long a write waits for one in whose transaction it can go along. */
const PATIENCE_MS = 40;

const nothing = (): void => undefined;

/** Writes to one database, in the order they were asked for. */
export class WriteQueue {
  readonly #db: Database;
  #queued: Queued[] = [];
  #isWriting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Writes at once. Resolves to what the write gave when it is on the disk; rejects with what it threw. */
  add<Given>(write: Write<Given>): Promise<Given> {
    const written = new Promise<Given>((resolve, failed) => {
      let given: Given;
      const keep = (value: Given): void => void (given = value);
      const kept = (db: DatabaseTransaction): void | Promise<void> => {
        const value = write(db);
        return value instanceof Promise ? value.then(keep) : keep(value);
      };
      this.#queued.push({ write: kept, written: () => resolve(given), failed });
    });
    // Who does not wait hears of the failure from the next one who does.
    written.catch(nothing);
    if (!this.#isWriting) void this.#writeAll();
    return written;
  }

  /** Lets the write wait a moment for another to go along with, and does not tell when it is done: for what may be lost. */
  put(write: Write<void>, failed: (error: unknown) => void): void {
    this.#queued.push({ write, written: nothing, failed });
    if (!this.#isWriting) this.#timer ??= setTimeout(() => void this.#writeAll(), PATIENCE_MS);
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
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
      await withTransaction(this.#db, async tx => {
        for (const { write } of batch) {
          const writing = write(tx);
          if (writing !== undefined) await writing;
        }
      });
      for (const { written } of batch) written();
    } catch (error) {
      if (batch.length === 1) batch[0]!.failed(error);
      else for (const one of batch) await this.#writeBatch([one]);
    }
  }
}
