import { serviceField } from './fields/reference-fields.ts';
import type { Thing } from './things/thing.ts';

/** What stands in the subscriber's own row. */
export interface BareSubscriber {
  readonly subscriber_id: number;
  readonly login: string;
  readonly service_id: number | null;
  /** The service's. */
  readonly customer_id: number | null;
  readonly tariff_id: number | null;
  /** The sum of the ledger; moved by actions only. */
  readonly balance: number;
  /** The same of the account that some virtual services are paid from. */
  readonly virtual: number;
  readonly credit: number;
  readonly credit_until: string | null;
  readonly frozen: boolean;
  readonly down: boolean;
  readonly always_online: boolean;
  /** From when on nothing is charged any more. */
  readonly closed: string | null;
  readonly created: string;
}

/** What is known of it beside that row. */
export interface ProfileFacts {
  /** IPv4 address of its access. */
  readonly ip: string | null;
  readonly mac: string | null;
  readonly real_name: string | null;
  /** Masked unless secrets are asked for. */
  readonly password: string | null;
}

export type Subscriber = BareSubscriber & ProfileFacts & { readonly tariff: string | null };

/** What a subscriber has; `tariff` (a name), `ip`, `mac`, `real_name` and `password` are taken beside these. */
export const subscriberThing: Thing<BareSubscriber> = {
  label: 'subscriber',
  table: 'subscriber',
  key: 'subscriber_id',
  moments: ['created'],
  search: ['login'],
  fields: {
    login: {
      kind: 'text',
      required: true,
      maximum: 64,
      pattern: { regexp: /^[A-Za-z0-9._@:-]+$/, says: 'a login: letters, digits and . _ @ : -' },
    },
    service_id: serviceField,
    customer_id: { kind: 'integer', nullable: true, readOnly: true },
    tariff_id: {
      kind: 'integer',
      nullable: true,
      references: { table: 'tariff', key: 'tariff_id', label: 'tariff' },
    },
    balance: { kind: 'money', default: 0, readOnly: true },
    virtual: { kind: 'money', default: 0, readOnly: true },
    credit: { kind: 'money', default: 0 },
    credit_until: { kind: 'date', nullable: true },
    frozen: { kind: 'flag', default: false },
    down: { kind: 'flag', default: false },
    always_online: { kind: 'flag', default: true },
    closed: { kind: 'date', nullable: true, readOnly: true },
  },
};
