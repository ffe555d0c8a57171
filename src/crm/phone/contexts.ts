/** Contexts of the dial plan, and which numbers they take. */
import type { Database } from '../../store/schema.ts';
import { type PythonData } from './python-data.ts';
import { inputError } from './refusal.ts';

/** `internal`, `incall`, `outcall`, …; undefined for a context that is not there. */
export async function contextType(db: Database, name: string): Promise<string | undefined> {
  const query = db.selectFrom('pbx_context').select('context_type').where('context_name', '=', name);
  return (await query.executeTakeFirst())?.context_type;
}

/** Names of the contexts of a type. */
export async function contextsOfType(db: Database, type: string): Promise<readonly string[]> {
  const query = db.selectFrom('pbx_context').select('context_name').where('context_type', '=', type);
  return (await query.execute()).map(row => row.context_name);
}

/** Throws E_INPUT; `data` goes into the message. */
export async function refuseUnknownContext(db: Database, name: string, data?: PythonData): Promise<void> {
  if ((await contextType(db, name)) === undefined) throw inputError("field 'context': Context was not found", data);
}

/** A number lies in any range of its context, compared as an integer. Throws E_INPUT. */
export async function refuseOutOfRange(db: Database, exten: string, context: string): Promise<void> {
  const ranges = await db.selectFrom('pbx_range').selectAll().where('context_name', '=', context).execute();
  const number = BigInt(exten);
  const holds = ranges.some(({ first_number, last_number, did_length }) => {
    const bound = (text: string): bigint => BigInt(did_length > 0 ? text.slice(-did_length) : text);
    return bound(first_number) <= number && number <= bound(last_number ?? first_number);
  });
  if (!holds) throw inputError(`Extension '${exten}' is outside of range for context '${context}'`);
}
