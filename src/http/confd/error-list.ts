import { OmnicrmError, type ErrorCode } from '../../errors.ts';

const kinds: Partial<Readonly<Record<ErrorCode, { readonly status: number; readonly prefix: string }>>> = {
  E_INPUT: { status: 400, prefix: 'Input Error - ' },
  E_CONFLICT: { status: 400, prefix: 'Resource Error - ' },
  E_NOT_FOUND: { status: 404, prefix: 'Resource Not Found - ' },
  E_BUSY: { status: 503, prefix: 'Unexpected error: ' },
};

/** An error as confd tells it: a list with one text. What is nobody's input is not told. */
export function errorList(error: unknown): { readonly status: number; readonly texts: readonly string[] } {
  if (error instanceof OmnicrmError) {
    const kind = kinds[error.code];
    if (kind !== undefined) return { status: kind.status, texts: [kind.prefix + error.message] };
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return { status, texts: [`Input Error - ${(error as Error).message}`] };
  return { status: 500, texts: ['Unexpected error: internal error'] };
}
