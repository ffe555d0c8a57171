import { OmnicrmError } from '../../errors.ts';
import { sqliteCode } from '../../store/database-error.ts';
import type { Thing } from './thing.ts';

/** Runs a write; a broken rule of the schema becomes E_CONFLICT in the caller's words. */
export async function explainConstraints<T>(thing: Pick<Thing, 'label'>, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw constraintError(thing, error);
  }
}

function constraintError(thing: Pick<Thing, 'label'>, error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    const columns = constrainedColumns(error);
    return new OmnicrmError('E_CONFLICT', `another ${thing.label} has the same ${columns.join(' and ')}`, {
      cause: error,
    });
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === 'SQLITE_CONSTRAINT_TRIGGER') {
    return new OmnicrmError('E_CONFLICT', `this ${thing.label} is in use by other rows`, {
      hint: 'disable or close it instead of deleting it',
      cause: error,
    });
  }
  return error;
}

/** `UNIQUE constraint failed: product.product_slug` names table and column. */
function constrainedColumns(error: unknown): string[] {
  const names = error instanceof Error ? error.message.split(': ').at(-1) : '';
  return (names ?? '').split(', ').map(name => name.split('.').at(-1) ?? name);
}
