import { type ErrorCode, OmnicrmError } from '../errors.ts';

/** What the operating system's codes mean to a user of the command line. */
const systemCodes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'E_NOT_FOUND',
  EACCES: 'E_NOT_ALLOWED',
  EPERM: 'E_NOT_ALLOWED',
  ENOSPC: 'E_DATABASE',
  EROFS: 'E_CREATE',
  EIO: 'E_DATABASE',
  ECONNREFUSED: 'E_BACKEND_DOWN',
  EADDRINUSE: 'E_BUSY',
};

/** Any thrown thing as the one error class: system errors get the nearest code, all others are our bug. */
export function asOmnicrmError(error: unknown): OmnicrmError {
  if (error instanceof OmnicrmError) return error;
  if (!(error instanceof Error)) return new OmnicrmError('E_INTERNAL', String(error), { cause: error });
  const code = 'code' in error ? systemCodes[String(error.code)] : undefined;
  return new OmnicrmError(code ?? 'E_INTERNAL', messageOf(error), {
    cause: error,
    hint: code === undefined ? 'This is a bug in omnicrm. OMNICRM_DEBUG=1 prints where.' : undefined,
  });
}

/** `ENOENT: no such file or directory, open '/x'` in the order people say it. */
function messageOf(error: Error): string {
  const words = /^E[A-Z]+: (.+), [a-z]+ '(.*)'$/s.exec(error.message);
  return words === null ? error.message : `${words[2]}: ${words[1]}`;
}
