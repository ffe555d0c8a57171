import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';

/** A context of the dial plan as the operator sets it. */
export interface PhoneContext {
  readonly name: string;
  readonly type: string;
  /** First and last number; one number has no last. */
  readonly ranges: readonly (readonly [first: string, last: string | null])[];
  /** Of the bounds only so many last digits count; 0: all. */
  readonly didLength: number;
}

/** Makes contexts be as given, and leaves others alone. Numbers that are there stay, in range or not. */
export async function setContexts(db: Database, contexts: readonly PhoneContext[]): Promise<void> {
  for (const context of contexts) {
    const isSo = JSON.stringify(rowsOf(context)) === JSON.stringify(await rowsNow(db, context.name));
    if (!isSo) await withTransaction(db, tx => setContext(tx, context));
  }
}

async function setContext(tx: DatabaseTransaction, context: PhoneContext): Promise<void> {
  const { name: context_name } = context;
  const { type: context_type, ranges } = rowsOf(context);
  const made = tx.insertInto('pbx_context').values({ context_name, context_type });
  await made.onConflict(same => same.column('context_name').doUpdateSet({ context_type })).execute();
  await tx.deleteFrom('pbx_range').where('context_name', '=', context_name).execute();
  const rows = ranges.map(range => ({ context_name, ...range }));
  if (rows.length > 0) await tx.insertInto('pbx_range').values(rows).execute();
}

function rowsOf({ type, ranges, didLength: did_length }: PhoneContext) {
  return { type, ranges: ranges.map(([first_number, last_number]) => ({ first_number, last_number, did_length })) };
}

async function rowsNow(db: Database, name: string): Promise<ReturnType<typeof rowsOf> | undefined> {
  const query = db.selectFrom('pbx_context').select('context_type').where('context_name', '=', name);
  const context = await query.executeTakeFirst();
  const ranges = db.selectFrom('pbx_range').select(['first_number', 'last_number', 'did_length']);
  const rows = await ranges.where('context_name', '=', name).orderBy('pbx_range_id').execute();
  return context && { type: context.context_type, ranges: rows };
}
