import type { Generated } from 'kysely';

/** Who may log in. */
export interface UserTable {
  user_id: Generated<number>;
  /** Lower case, unique. */
  email: string;
  user_name: string;
  /** `scrypt$N$r$p$salt$hash`, null when no password was set. */
  password_hash: string | null;
  enabled: number;
  /** Key of the second factor, sealed; null when off. */
  totp_secret: string | null;
  /** 0 while its owner has not yet shown a code made with it. */
  totp_enabled: Generated<number>;
  /** The time step of the last code that was taken: no code is good twice. */
  totp_last_step: Generated<number>;
  /** The customer whose account this login is, null for staff. */
  customer_id: number | null;
  created: string;
  last_modified: string;
}

/** A named set of permissions. */
export interface RoleTable {
  role_id: Generated<number>;
  role_name: string;
  description: string | null;
}

export interface UserRoleTable {
  user_id: number;
  role_id: number;
}

/** One permission of a role: `verb_object`, or `admin` for everything. */
export interface RolePermissionTable {
  role_id: number;
  permission: string;
}
