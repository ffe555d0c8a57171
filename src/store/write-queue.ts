/** Writes of many runs in few transactions: what is asked for while one is written goes with the next. */
import type { Database, DatabaseTransaction } from './schema.ts';
import { sync, withUnsyncedTransaction } from './with-transaction.ts';

/** May be called again after another's failure has rolled it back; must not wait for a further write of the queue. */
export type Write<Given> = (db: DatabaseTransaction) => Given | Promise<Given>;

interface Queued {
  readonly write: (db: DatabaseTransaction) => void | Promise<void>;
  /** On the disk; without it nobody waits for that. */
  readonly done?: () => void;
  readonly failed: (error: unknown) => void;
}

/** How long a write may wait for another, and a written one for the disk. */
const PATIENCE_MS = 40;

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
      this.#queued.push({ write: kept, done: () => resolve(given), failed });
    });
    // Who does not wait hears of the failure from the next one who does.
    written.catch(() => undefined);
    this.#start();
    return written;
  }

  /** Writes at once what nobody waits for: the death of the process does not take it away, and the disk has it soon. */
  put(write: Write<void>, failed: (error: unknown) => void): void {
    this.#queued.push({ write, failed });
    this.#start();
  }

  /** Writes along with the next, or soon: for what may be lost. */
  putLater(write: Write<void>, failed: (error: unknown) => void): void {
    this.#queued.push({ write, failed });
    if (!this.#isWriting) this.#startSoon();
  }

  #start(): void {
    if (!this.#isWriting) void this.#writeAll(false);
  }

  #startSoon(): void {
    this.#timer ??= setTimeout(() => void this.#writeAll(true), PATIENCE_MS);
  }

  async #writeAll(isDue: boolean): Promise<void> {
    this.#isWriting = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let isSynced = true;
    // Lets all that is asked for in this turn of the event loop come along.
    await new Promise(resolve => setImmediate(resolve));
    do {
      const batch = this.#queued;
      this.#queued = [];
      const written = await this.#write(batch);
      isSynced = isDue || batch.some(({ done }) => done !== undefined);
      if (isSynced) await this.#settle(written);
    } while (this.#queued.length > 0);
    this.#isWriting = false;
    if (!isSynced) this.#startSoon();
  }

  /** In one transaction, or each in its own when one of them fails; gives those that are written. */
  async #write(batch: readonly Queued[]): Promise<readonly Queued[]> {
    try {
      await withUnsyncedTransaction(this.#db, async tx => {
        for (const { write } of batch) {
          const writing = write(tx);
          if (writing !== undefined) await writing;
        }
      });
      return batch;
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) first?.failed(error);
      if (batch.length < 2) return [];
      const written: Queued[] = [];
      for (const one of batch) written.push(...(await this.#write([one])));
      return written;
    }
  }

  async #settle(written: readonly Queued[]): Promise<void> {
    try {
      await sync(this.#db);
      for (const { done } of written) done?.();
    } catch (error) {
      for (const { failed } of written) failed(error);
    }
  }
}
