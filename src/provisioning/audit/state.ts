/** Everything an audit compares, each row cut to what the rules look at. */
import type { AuditMoney } from './money-state.ts';
import type { PbxState } from './pbx-state.ts';

/** What is read beside the CRM's services, stock and runs; only what the chosen rules need is. */
export type Part = 'accounts' | 'profiles' | 'plans' | 'hss' | 'money' | 'gateway' | 'pbx' | 'texts';

export interface AuditService {
  readonly service_id: number;
  readonly service_uuid: string;
  readonly service_status: 'Active' | 'Inactive' | 'Suspended';
  readonly service_name: string;
  readonly product_id: number;
  readonly auto_renew: boolean;
  readonly created_by: number | null;
  readonly last_modified: string;
}

export interface AuditItem {
  readonly inventory_id: number;
  readonly inventory_type: string;
  readonly item_state: string;
  readonly customer_id: number | null;
  readonly service_id: number | null;
  readonly reserved_by: number | null;
  readonly imsi: string | undefined;
  readonly msisdn: string | undefined;
  /** What is dialled, for numbers of the phone system. */
  readonly dialled?: { readonly number: string; readonly context: string } | undefined;
  readonly last_modified: string;
}

export interface AuditProduct {
  readonly product_id: number;
  readonly product_slug: string;
  readonly category: string;
  readonly inventoryTypes: readonly string[];
  /** Text of a JSON object. */
  readonly provisioning_json_vars: string;
}

/** A run that has not ended, or one that stock or a service names. */
export interface AuditRun {
  readonly provision_id: number;
  readonly provisioning_status: number;
  readonly service_id: number | null;
  readonly order_key: string | null;
  readonly created: string;
  /** Why it cannot be alive any more; undefined for one that works or has ended. */
  readonly dead: string | undefined;
}

export interface CrmState {
  readonly services: readonly AuditService[];
  /** Services with a subscriber: the nightly actions charge them, not the charging system. */
  readonly subscribed: ReadonlySet<number>;
  readonly serviceById: ReadonlyMap<number, AuditService>;
  readonly serviceByUuid: ReadonlyMap<string, AuditService>;
  readonly items: readonly AuditItem[];
  readonly itemByImsi: ReadonlyMap<string, AuditItem>;
  readonly itemsOfService: ReadonlyMap<number, readonly AuditItem[]>;
  readonly products: ReadonlyMap<number, AuditProduct>;
  readonly runs: ReadonlyMap<number, AuditRun>;
  /** Of Active services that lack stock: inventory ids by type as their order named them. */
  readonly ordered: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

export interface OcsAccount {
  /** Without the tenant: the service's uuid. */
  readonly name: string;
  readonly disabled: boolean;
  readonly updated: string | null;
}

export type ProfileKind = 'attribute' | 'charger' | 'resource' | 'filter';

export interface OcsPlan {
  readonly id: string;
  /** Names of this tenant's accounts. */
  readonly accounts: readonly string[];
  readonly isScheduled: boolean;
}

export interface HssSubscriber {
  readonly subscriber_id: number;
  readonly imsi: string;
  readonly msisdn: string;
  readonly enabled: boolean;
  readonly auc_id: number;
  /** Default APN and those of the list. */
  readonly apns: readonly number[];
  readonly ue_ambr_dl: number;
  readonly ue_ambr_ul: number;
  readonly last_modified: string | null;
}

export interface ImsSubscriber {
  readonly ims_subscriber_id: number;
  readonly imsi: string;
  readonly msisdn: string;
  readonly last_modified: string | null;
}

export interface HssNode {
  /** Base URL. */
  readonly node: string;
  readonly subscribers: readonly HssSubscriber[];
  readonly byImsi: ReadonlyMap<string, HssSubscriber>;
  readonly imsSubscribers: readonly ImsSubscriber[];
  readonly aucIds: ReadonlySet<number>;
  readonly apnIds: ReadonlySet<number>;
}

/** Text of the database that holds a secret. */
export interface Leak {
  /** `table id`, as people look for it. */
  readonly key: string;
  readonly column: string;
  /** What kind of secret, never the secret. */
  readonly what: string;
}

export interface AuditState {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly tenant: string;
  /** Where OCS calls go; empty where none is configured. */
  readonly ocsUrl: string;
  /** How many HSS nodes are configured, whether they answered or not. */
  readonly nodeCount: number;
  readonly crm: CrmState;
  readonly accounts: readonly OcsAccount[] | undefined;
  readonly profiles: readonly { readonly kind: ProfileKind; readonly id: string }[] | undefined;
  readonly plans: readonly OcsPlan[] | undefined;
  /** The nodes that answered. */
  readonly hss: readonly HssNode[];
  readonly money: AuditMoney | undefined;
  /** Undefined when there is no phone system, or it did not answer. */
  readonly pbx?: PbxState | undefined;
  readonly leaks: readonly Leak[] | undefined;
}
