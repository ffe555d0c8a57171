import type { Config } from '../../config.ts';
import type { ErrorCode } from '../../errors.ts';

/** What one look found. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failure';
  readonly message: string;
  readonly hint?: string;
  /** Of a failure: decides the exit code. */
  readonly code?: ErrorCode;
}

/** One look at the installation: each thing looked at gives a finding. It throws for nothing that it looks for. */
export type Check = (config: Config) => Promise<readonly Finding[]>;

export const ok = (message: string): Finding => ({ state: 'ok', message });
export const warning = (message: string, hint?: string): Finding => ({
  state: 'warning',
  message,
  ...(hint === undefined ? {} : { hint }),
});
export const failure = (code: ErrorCode, message: string, hint?: string): Finding => ({
  state: 'failure',
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
});
