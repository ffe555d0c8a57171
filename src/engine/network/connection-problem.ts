import { TimedOut } from './exchange.ts';

// Words that plays look for in `msg`; they are the system's own.
const TEXTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Request failed: Connection refused',
  ENOTFOUND: 'Request failed: Name or service not known',
  EAI_AGAIN: 'Request failed: Temporary failure in name resolution',
  EHOSTUNREACH: 'Request failed: No route to host',
  ENETUNREACH: 'Request failed: Network is unreachable',
  ETIMEDOUT: 'Request failed: Connection timed out',
  ENOENT: 'Request failed: No such file or directory',
  ECONNRESET: 'Connection failure: Connection reset by peer',
  EPIPE: 'Connection failure: Broken pipe',
  UND_ERR_SOCKET: 'Connection failure: Remote end closed connection without response',
  UND_ERR_ABORTED: 'Connection failure: the call was ended because the run was told to stop',
};

/** Why there was no HTTP answer, in one sentence. */
export function connectionProblem(error: unknown): string {
  if (error instanceof TimedOut) return 'Connection failure: timed out';
  const cause = firstOf(error);
  return TEXTS[codeOf(cause)] ?? (isAbort(cause) ? TEXTS['UND_ERR_ABORTED']! : `Request failed: ${cause.message}`);
}

/** Several addresses of one name fail together, as an AggregateError: the first speaks for all. */
function firstOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  return error instanceof Error ? error : new Error(String(error));
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

function isAbort(error: Error): boolean {
  return error.name === 'AbortError';
}
