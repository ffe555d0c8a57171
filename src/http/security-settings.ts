import type { Config } from '../config.ts';
import { plainKeys, type PlainKey } from './access/plain-keys.ts';

/** Who is let in and what is told to browsers; without them nobody is let in but by token, nothing is told. */
export interface SecuritySettings {
  /** Keys written out in the configuration. */
  readonly plainKeys?: readonly PlainKey[];
  /** Addresses and networks let into the routes that take an address. */
  readonly ipWhitelist?: readonly string[];
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Origins whose pages may call the API; `https://portal.example.net`. */
  readonly corsOrigins?: readonly string[];
  /** Addresses and networks that may read `/metrics`. */
  readonly opsFrom?: readonly string[];
  /** Roles whose users must have a second factor; `*` for everybody. */
  readonly secondFactorRoles?: readonly string[];
  /** How long a session lives after its last refresh; by `remember`, the other. */
  readonly refreshSeconds?: number;
  readonly rememberSeconds?: number;
}

/** The settings of a configuration. */
export function securitySettings(config: Config): SecuritySettings {
  return {
    plainKeys: plainKeys(config.apiKeys),
    ipWhitelist: config.ipWhitelist,
    trustedProxies: config.http.trustedProxies,
    corsOrigins: config.http.corsOrigins,
    opsFrom: config.http.opsFrom,
    secondFactorRoles: config.auth.secondFactorRoles,
    refreshSeconds: config.jwt.refreshLifetimeSeconds,
    rememberSeconds: config.jwt.rememberLifetimeSeconds,
  };
}
