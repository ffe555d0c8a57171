/** What the lab shows to tests, benches and the command line. Everything in it is plain data or a promise of it. */

import type { FaultRule } from './faults/rule.ts';
import type { LabClock } from './clock.ts';
import type { LabDiff } from './diff.ts';
import type { Journal } from './journal.ts';
import type { OcsAccount, OcsState } from './ocs/state.ts';
import type { HssRow } from './hss/tables.ts';
import type { Charge, Refund } from './pay/state.ts';
import type { PbxState } from './pbx/state.ts';
import type { SmsMessage } from './sms/sms.ts';
import type { SmtpMessage } from './smtp/smtp.ts';
import type { Json, SystemName } from './simulator.ts';

export interface LabOptions {
  /** TCP ports by instance (`ocs`, `hss1`, `sms`, `pay`, `smtp`, `control`); what is not named gets a free one. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly ocs?: OcsOptions;
  /** How many HSS nodes, or the options of each; one node by default. */
  readonly hss?: number | readonly HssOptions[];
  readonly sms?: { readonly key?: string };
  readonly pay?: {
    readonly key?: string;
    /** How long `pm_slow` takes, in milliseconds (10 000). */ readonly slowMs?: number;
  };
  /** Password of the phone system's login `omnicrm`; random when absent. */
  readonly pbx?: { readonly password?: string };
  /** Login that the mail server wants; by default it wants none. */
  readonly smtp?: { readonly user?: string; readonly password?: string };
  /** `real` (default), or a virtual clock that stands still at the given time (ISO) until it is advanced. */
  readonly clock?: 'real' | 'virtual' | { readonly virtual: string };
  /** Seed of the generator behind `probability` and jitter. */
  readonly randomSeed?: number;
  /** Bearer token of the control API; random when absent. */
  readonly token?: string;
  /** Called when the control API is asked to stop the lab; without it such a call is refused. */
  readonly onStop?: () => void;
  /** Demo customers at the payment simulator: `cus_demo_1` … (5). */
  readonly customers?: number;
}

export interface OcsOptions {
  /** Release line: on `0.10` Tenant is mandatory. Default `0.11`. */
  readonly line?: '0.11' | '0.10';
  /** On `mongo` RemoveAccount of an absent account fails. Default `redis`. */
  readonly db?: 'redis' | 'mongo';
  readonly basicAuth?: { readonly user: string; readonly password: string };
  /** false: plans are kept but nothing runs, and reloads answer SCHEDULER_NOT_RUNNING. Default true. */
  readonly scheduler?: boolean;
  /** Local address that call-backs leave from. Default 127.0.0.1. */
  readonly callbackFrom?: string;
}

export interface HssOptions {
  /** `pyhss`: PyHSS only. `omni`: PUT by IMSI instead of PyHSS's create. `both` (default): both. */
  readonly mode?: 'pyhss' | 'omni' | 'both';
  /** Foreign keys: `off` as PyHSS on SQLite (default), `on` as on MySQL and PostgreSQL. */
  readonly fk?: 'off' | 'on';
  readonly lockProvisioning?: boolean;
  readonly provisioningKey?: string;
}

/** The values for `crm_config`, under the names that plays read. */
export interface LabSettings {
  readonly ocs: { readonly OCS: string; readonly ocsTenant: string };
  readonly hss: readonly string[];
  readonly hss_server: string;
  readonly sms: { readonly url: string; readonly api_key: string };
  readonly stripe: { readonly base_url: string; readonly secret_key: string };
  readonly smtp: { readonly host: string; readonly port: number };
  readonly pbx: { readonly base_url: string; readonly username: string; readonly password: string };
}

export interface LabOcs {
  /** Base URL without a path, as `http://127.0.0.1:40001`; the service is under `/jsonrpc`. */
  readonly url: string;
  /** The account by its bare name (default tenant) or `tenant:name`. */
  account(name: string): OcsAccount | undefined;
  accounts(): readonly OcsAccount[];
  readonly state: OcsState;
}

export interface LabHss {
  readonly url: string;
  readonly instance: string;
  /** The subscriber row of an IMSI, with its `auc` row beside it. */
  byImsi(imsi: string): (HssRow & { readonly auc: HssRow | null }) | undefined;
  rows(table: 'apn' | 'auc' | 'subscriber' | 'ims_subscriber'): readonly HssRow[];
}

export interface LabSms {
  readonly url: string;
  readonly key: string;
  readonly sent: readonly SmsMessage[];
}

export interface LabSmtp {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** All mail taken so far, headers and parts decoded. */
  readonly messages: readonly SmtpMessage[];
}

export interface LabPay {
  readonly url: string;
  readonly key: string;
  readonly charges: readonly Charge[];
  readonly refunds: readonly Refund[];
  /** Charges minus refunds of a customer, in minor units. */
  balance(customer: string): number;
}

export interface LabPbx {
  /** Without `/1.1`. */
  readonly url: string;
  /** What it holds now. */
  readonly state: PbxState;
}

/** A SIM batch and cards to put into the simulators by hand. */
export interface LabSeed {
  /** Names of OCS accounts to create, empty and enabled. */
  readonly accounts?: readonly string[];
  /** Keys of SIM cards, put into `auc` of every HSS node. */
  readonly sims?: readonly {
    readonly imsi: string;
    readonly iccid?: string;
    readonly ki: string;
    readonly opc: string;
  }[];
  /** Payment customers with the magic payment methods attached. */
  readonly customers?: readonly string[];
}

export interface Lab {
  readonly ocs: LabOcs;
  readonly hss: readonly LabHss[];
  readonly sms: LabSms;
  readonly pay: LabPay;
  readonly pbx: LabPbx;
  readonly smtp: LabSmtp;
  readonly control: { readonly url: string; readonly token: string };
  readonly clock: LabClock;
  readonly journal: Journal;
  settings(): LabSettings;
  /** A copy of the data of all instances, or of the one named; secrets are masked unless revealed. */
  state(name?: string, reveal?: boolean): Json;
  /**
   * A hash of all data of the systems (default all but mail: to tell of a failure is to leave nothing behind), the same for the same content whatever the order, the row ids,
   * the random ids and the times of change.
   */
  digest(systems?: readonly SystemName[]): string;
  /** Arms a rule and gives its id. A `down` without conditions takes effect at once. */
  fault(rule: FaultRule): string;
  /** Arms a named set (`flaky`, `slow`, `ocs-down`, …) and gives the ids. */
  faultSet(name: string): readonly string[];
  faults(): readonly (FaultRule & { readonly id: string; readonly seen: number; readonly applied: number })[];
  /** Takes away one rule, or all; systems that were down listen again when it resolves; hanging calls are cut. */
  clearFaults(id?: string): Promise<void>;
  /** Takes a system (or one instance) off the network, or brings it back. */
  down(name: string): void;
  up(name?: string): Promise<void>;
  snapshot(name: string): void;
  /** Back to a snapshot: data only; faults, journal and clock stay. */
  restore(name: string): void;
  /** What changed between two snapshots; `now` is the present state. */
  diff(from: string, to?: string): LabDiff;
  /** The state after start: data as seeded, no faults, empty journal. */
  reset(): Promise<void>;
  seed(seed: LabSeed): void;
  /** Resolves when no call and no call-back is in flight (hanging calls do not count). */
  waitIdle(): Promise<void>;
  close(): Promise<void>;
}
