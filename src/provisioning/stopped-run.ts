import { OmnicrmError } from '../errors.ts';

/** The database could not be written: the run has no end, and may go on once it can. Other errors come back as they are. */
export function stoppedRun(error: unknown, provisionId: number): unknown {
  const why = databaseErrorIn(error);
  if (why === undefined) return error;
  const mend = why.hint === undefined ? '' : `${why.hint}; `;
  return new OmnicrmError(why.code, `Run ${provisionId} stopped on its way: ${why.message}`, {
    hint: `${mend}then let it go on with: omnicrm resume ${provisionId}, or undo it with: omnicrm rollback ${provisionId}`,
    cause: error,
  });
}

function databaseErrorIn(error: unknown): OmnicrmError | undefined {
  if (error instanceof OmnicrmError) return error.code === 'E_DATABASE' || error.code === 'E_BUSY' ? error : undefined;
  return error instanceof Error && error.cause !== undefined ? databaseErrorIn(error.cause) : undefined;
}
