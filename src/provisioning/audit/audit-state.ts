/** Everything an audit compares: the CRM's rows and what each backend says it holds, read once. */
import type { InventoryItem, Provision, Service } from '../../crm/types.ts';

export interface OcsAccount {
  /** Account name without the tenant: the service's uuid. */
  readonly name: string;
  readonly disabled: boolean;
}

export interface HssSubscriber {
  readonly subscriber_id: number;
  readonly imsi: string;
  readonly msisdn: string | null;
  readonly enabled: boolean;
  readonly auc_id: number;
  readonly default_apn: number;
}

export interface ImsSubscriber {
  readonly ims_subscriber_id: number;
  readonly imsi: string;
  readonly msisdn: string;
}

export interface HssNode {
  /** Base URL. */
  readonly node: string;
  readonly subscribers: readonly HssSubscriber[];
  readonly imsSubscribers: readonly ImsSubscriber[];
}

export interface AuditState {
  readonly services: readonly Service[];
  readonly items: readonly InventoryItem[];
  /** Runs under way: what they touch is not settled. A run whose process died explains nothing. */
  readonly running: readonly Provision[];
  readonly tenant: string;
  readonly accounts: readonly OcsAccount[];
  /** Without an answer nothing can be said to be missing there. */
  readonly ocsAnswered: boolean;
  readonly attributeProfiles: readonly string[];
  readonly hss: readonly HssNode[];
}

export type Severity = 'info' | 'medium' | 'high' | 'critical';

export interface Finding {
  /** Of the rule: `OCS-1`, `HSS-2`, … */
  readonly id: string;
  readonly severity: Severity;
  /** `ocs`, `crm`, or the node's base URL. */
  readonly system: string;
  /** The object: account name, IMSI, inventory id, … */
  readonly key: string;
  readonly evidence: string;
}

/** What a rule saw; id and severity are the rule's. */
export type Observation = Pick<Finding, 'system' | 'key' | 'evidence'>;

export interface AuditRule {
  readonly id: string;
  readonly severity: Severity;
  readonly find: (state: AuditState) => readonly Observation[];
}

/** A subscriber parked by a removal: the seeds give it a number of 9999 and the end of its IMSI. */
export function isDormant(subscriber: HssSubscriber): boolean {
  return !subscriber.enabled || (subscriber.msisdn ?? '').startsWith('9999');
}

export function isLive(service: Service | undefined): service is Service {
  return service !== undefined && service.service_status !== 'Inactive';
}
