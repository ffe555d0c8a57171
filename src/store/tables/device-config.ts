import type { Generated } from 'kysely';

/** How devices of a model give their configuration. */
export interface DeviceMethodTable {
  switch_model_id: number;
  /** Name of the file that says how to talk to it. */
  profile: string;
  /** ssh | telnet */
  transport: string;
}

/** How to come into a device whose configuration is saved. */
export interface DeviceLoginTable {
  switch_id: number;
  active: Generated<number>;
  login: string | null;
  /** Sealed, as are the next two. */
  password: string | null;
  enable_password: string | null;
  /** What a profile's commands say as {CUSTOM1}. */
  custom: string | null;
  /** Null is 22 for SSH and 23 for telnet. */
  port: number | null;
  /** SHA-256 of the SSH key that it showed first. */
  host_key: string | null;
}

/** A configuration as it was on a day. */
export interface DeviceConfigTable {
  device_config_id: Generated<number>;
  switch_id: number;
  saved: string;
  /** Sealed: configurations hold passwords and communities. */
  config: string;
}
