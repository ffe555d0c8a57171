import type { DatabaseTransaction } from '../store/schema.ts';
import type { ActionContext } from './action.ts';

const AT_ONCE = 100;

/**
 * Does something for each of a list, a hundred to a transaction: a crash loses the last hundred, and nobody waits long for the
 * write lock. `after` gets what came of a hundred when it is on the disk: there the network may be told.
 */
export async function inBatches<Item, Result>(
  context: ActionContext,
  items: readonly Item[],
  work: (tx: DatabaseTransaction, item: Item) => Promise<Result>,
  after: (results: readonly Result[]) => Promise<void> = async () => {},
): Promise<readonly Result[]> {
  const all: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const results = await context.transaction(async tx => {
      const batch: Result[] = [];
      for (const item of items.slice(at, at + AT_ONCE)) batch.push(await work(tx, item));
      return batch;
    });
    await after(results);
    all.push(...results);
  }
  return all;
}
