import { OmnicrmError, type ErrorCode } from '../errors.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** SQLite's result codes that a user can do something about; extended codes fall back to the part before the second `_`. */
const explanations: Readonly<Record<string, Explanation>> = {
  SQLITE_FULL: { code: 'E_DATABASE', message: 'the disk is full', hint: 'free some space and run it again' },
  SQLITE_READONLY: {
    code: 'E_DATABASE',
    message: 'the database cannot be written',
    hint: 'check the owner and mode of the file and its folder',
  },
  SQLITE_BUSY: {
    code: 'E_BUSY',
    message: 'the database stayed locked by another process',
    hint: 'try again in a moment',
  },
  SQLITE_NOTADB: {
    code: 'E_DATABASE',
    message: 'the file is not an omnicrm database',
    hint: 'name another file, or move this one away',
  },
  SQLITE_CORRUPT: {
    code: 'E_DATABASE',
    message: 'the database is damaged',
    hint: 'restore it from a backup',
  },
  SQLITE_CANTOPEN: {
    code: 'E_CREATE',
    message: 'the database cannot be opened or created',
    hint: 'check that the folder exists and can be written',
  },
  SQLITE_PERM: {
    code: 'E_DATABASE',
    message: 'access to the database is not permitted',
    hint: 'check the owner and mode of the file and its folder',
  },
  SQLITE_IOERR: {
    code: 'E_DATABASE',
    message: 'the disk reported an error',
    hint: 'see that the disk is not full, and look at the system log',
  },
};

/** SQLite's own code of an error (`SQLITE_BUSY`, `SQLITE_CONSTRAINT_UNIQUE`…), or undefined for anything else. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** The error a user should see for a failure of the database; other errors come back as they are. */
export function explainDatabaseError(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  const explanation = explanations[code] ?? explanations[code.split('_').slice(0, 2).join('_')];
  if (explanation === undefined) return error;
  const where = path === ':memory:' ? '' : `: ${path}`;
  return new OmnicrmError(explanation.code, `${explanation.message}${where}`, {
    hint: explanation.hint,
    cause: error,
  });
}
