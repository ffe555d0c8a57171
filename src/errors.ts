/** The one error class of omnicrm, and the list of its stable codes. Exit codes and HTTP statuses are mapped at the edge. */

export type ErrorCode =
  | 'E_USAGE'
  | 'E_CONFIG'
  | 'E_INPUT'
  | 'E_NOT_FOUND'
  | 'E_CONFLICT'
  | 'E_STOCK'
  | 'E_BUSY'
  | 'E_NOT_ALLOWED'
  | 'E_UNAUTHENTICATED'
  | 'E_TOO_MANY'
  | 'E_DECLINED'
  | 'E_PLAY_SYNTAX'
  | 'E_PLAY_MISSING'
  | 'E_PLAY_NO_RESCUE'
  | 'E_TEMPLATE'
  | 'E_BACKEND_DOWN'
  | 'E_DATABASE'
  | 'E_CREATE'
  | 'E_SEAL'
  | 'E_REPLAY'
  | 'E_TIMEOUT'
  | 'E_INTERNAL';

/** A place in a file: lines and columns count from 1; `excerpt` is the text of that line. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly excerpt?: string;
}

export interface OmnicrmErrorOptions {
  readonly where?: Where | undefined;
  /** How to mend it, in one sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** Machine-readable facts for `--json` and HTTP bodies; never secrets. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** What a user or caller did or met that cannot go on: what happened, where, how to mend it, under a stable code. */
export class OmnicrmError extends Error {
  override readonly name: string = 'OmnicrmError';
  readonly code: ErrorCode;
  readonly where: Where | undefined;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: OmnicrmErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.where = options.where;
    this.hint = options.hint;
    this.details = options.details;
  }
}

/** The nearest of `known` to a misspelt `name`, or undefined when none is near (edit distance at most a third of its length). */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Letters to change, add, drop or swap with their neighbour; `limit` when there are as many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1;
      const swap = isSwap ? before[j - 2]! + 1 : limit;
      row.push(Math.min(substitution, swap, previous[j]! + 1, row[j - 1]! + 1));
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length]!;
}
