import type { PasswordReset } from './reset-letter.ts';
import type { Tokens } from '../tokens.ts';

/** What logging in and out needs of the request and its reply. */
export interface LoginDesk {
  readonly tokens: Tokens;
  readonly address: string;
  /** Roles whose users must have a second factor. */
  readonly secondFactorRoles: readonly string[];
  /** How a forgotten password is reset; undefined where it is not. */
  readonly reset: PasswordReset | undefined;
  /** Work that begins when the answer is out, whose time does not show what it was; its failure is reported. */
  afterwards(work: () => Promise<void>): void;
  readonly userAgent: string | null;
  /** The refresh token of the cookie. */
  readonly refreshCookie: string | undefined;
  setRefreshCookie(token: string, maxAgeSeconds: number): void;
  clearRefreshCookie(): void;
  /** How long a session lives after its last refresh; `remember` is the longer one. */
  lifetimeSeconds(remember: boolean): number;
}
