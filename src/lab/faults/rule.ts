/** Fault rules: which calls, when, and what happens to them. Rules are plain JSON, in tests as over the control API. */

import type { SystemName } from '../simulator.ts';

/** Every member given must hold; `{}` matches every call of every system. */
export interface FaultMatch {
  readonly system?: SystemName;
  /** One instance, as `hss2`. */
  readonly instance?: string;
  readonly method?: string;
  /** Glob over the path: `*` stays within a segment, `**` does not. */
  readonly path?: string;
  /** Glob over the remote procedure, as `ApierV2.SetAccount` or `*.RemoveAccount`. */
  readonly rpc?: string;
  /** JSON pointers into the body, each with the value it must equal or a pattern, as `{"/params/0/Account": "Service_1"}`. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The OCS account that the call names. */
  readonly account?: string;
  /** The IMSI that path or body name. */
  readonly imsi?: string;
}

/** Calls are counted per rule from the moment it is armed, over all calls that match. No condition: every call. */
export interface FaultWhen {
  readonly nth?: number;
  readonly every?: number;
  readonly first?: number;
  readonly after?: number;
  readonly probability?: number;
  /** Two ISO times on the lab's clock. */
  readonly between?: readonly [string, string];
  /** The rule disarms itself after so many applications. */
  readonly times?: number;
}

/** What happens; several members work together (`latency` with `status`). */
export interface FaultEffect {
  /** Does the call change the state? Default: no for status, rpcError, reset and hang; yes for what spoils the reply only. */
  readonly commit?: boolean;
  readonly latency?: { readonly ms: number; readonly jitter?: number };
  readonly status?: {
    readonly code: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** The error string of a JSON-RPC reply (HTTP stays 200); systems without RPC answer 500 in their own dress. */
  readonly rpcError?: string;
  /**
   * TCP RST: `accept` before the request is read; `headers` after it was read, before any byte of reply; `mid-body`
   * after half of the reply's body.
   */
  readonly reset?: 'accept' | 'headers' | 'mid-body';
  /** Never answers; the client needs a time-out. */
  readonly hang?: boolean;
  /** The reply ends after so many bytes of its body, under the full Content-Length. */
  readonly truncate?: { readonly bytes: number };
  /** HTML that claims to be the reply. */
  readonly garbage?: boolean;
  readonly emptyBody?: boolean;
  /** The call is carried out twice, the first reply is sent. */
  readonly duplicate?: boolean;
  /** The reply of success, and nothing done. */
  readonly drop?: boolean;
  readonly throttle?: { readonly bytesPerSecond: number };
  /** Connections are refused for so many seconds, or reset so many times; without either until cleared. */
  readonly down?: { readonly seconds?: number; readonly tries?: number };
}

export interface FaultRule {
  readonly id?: string;
  readonly match?: FaultMatch;
  readonly when?: FaultWhen;
  readonly effect: FaultEffect;
}
