import { OmnicrmError, type Where } from '../../errors.ts';

export interface PlayErrorOptions {
  readonly hint?: string | undefined;
  /** What ansible-playbook would exit with; 4 unless told. */
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/** The error of a playbook that cannot be taken as it is written: E_PLAY_SYNTAX with its place. */
export function playError(where: Where | undefined, message: string, options: PlayErrorOptions = {}): OmnicrmError {
  const { hint, exitCode = 4, cause } = options;
  return new OmnicrmError('E_PLAY_SYNTAX', message, { where, hint, cause, details: { exitCode } });
}

/** The error of a file that a playbook names and that is not there: E_PLAY_MISSING, exit 1 as Ansible. */
export function missingFile(where: Where | undefined, path: string, cause?: unknown): OmnicrmError {
  return new OmnicrmError('E_PLAY_MISSING', `Could not find or access '${path}'`, {
    where,
    cause,
    details: { exitCode: 1 },
  });
}

/** The exit code an error of loading or running stands for: what its details say, 4 for plays, 1 for the rest. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof OmnicrmError)) return 1;
  const told = error.details?.['exitCode'];
  if (typeof told === 'number') return told;
  return error.code === 'E_PLAY_MISSING' ? 1 : 4;
}
