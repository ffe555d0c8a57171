import { OmnicrmError } from '../../../errors.ts';
import type { ModuleResult } from '../../module.ts';

/** A module cannot go on: its task fails with this message and these fields. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.fields = fields;
  }
}

/** Runs a module's work; a FileProblem, a file which is not found, or a refusal of the system becomes its failed result. */
export async function reportingProblems(work: () => Promise<ModuleResult> | ModuleResult): Promise<ModuleResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileProblem) return { changed: false, failed: true, msg: error.message, ...error.fields };
    if (isMissingFile(error)) return { changed: false, failed: true, msg: error.message };
    if (isSystemError(error)) return { changed: false, failed: true, msg: systemMessage(error) };
    throw error;
  }
}

function isMissingFile(error: unknown): error is OmnicrmError {
  return error instanceof OmnicrmError && error.code === 'E_NOT_FOUND';
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** The code of a system error (`ENOENT`), undefined for any other. */
export function systemCode(error: unknown): string | undefined {
  return isSystemError(error) ? error.code : undefined;
}

const TEXTS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
};

/** A system error in the words of Python and the C library: `[Errno 2] No such file or directory: '/nope'`. */
export function systemMessage(error: NodeJS.ErrnoException): string {
  const text = TEXTS[error.code ?? ''] ?? error.message;
  const number = error.errno === undefined ? '' : `[Errno ${Math.abs(error.errno)}] `;
  return `${number}${text}${error.path === undefined ? '' : `: '${error.path}'`}`;
}
