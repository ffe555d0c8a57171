/** The kinds of work that are killed on the way, each with the ground that it needs. */
import assert from 'node:assert/strict';
import type { World } from '../provisioning/world.ts';
import type { Work } from './work.ts';

export interface Kind {
  readonly name: string;
  /** Calls to backends, about. */
  readonly calls: number;
  /** What is ordered before: a product for the work to be about, then addons of it. */
  readonly on?: readonly string[];
  /** `service` is the one that was ordered before. */
  readonly work: (service: number) => Work;
  /** A named set of faults that is armed for the work. */
  readonly faults?: string;
  /** Minor units that a success costs. */
  readonly price?: number;
}

const order = (product: string, calls: number): Kind => ({ name: product, calls, work: () => ({ order: product }) });

const removal = (product: string, calls: number): Kind => ({
  name: `removal of ${product}`,
  calls,
  on: [product],
  work: service => ({ remove: service }),
});

/** Its account has a balance of the same type already: that one must stay. */
const addon = (product: string, calls: number, more: Partial<Kind> = {}): Kind => ({
  name: product,
  calls,
  on: ['simple-service', product === 'data-10gb' ? product : 'topup-no-charge'],
  work: service => ({ order: product, vars: { service_id: service } }),
  ...more,
});

export const kinds: readonly Kind[] = [
  order('mobile-sim', 15),
  order('simple-service', 1),
  order('pbx-user', 20),
  removal('mobile-sim', 14),
  removal('simple-service', 1),
  removal('pbx-user', 18),
  addon('topup-monetary', 4, { price: 2000 }),
  addon('topup-monetary', 4, { name: 'topup-monetary, payment lost', price: 2000, faults: 'pay-lost' }),
  addon('topup-no-charge', 2),
  addon('data-10gb', 2),
];

/** Orders what a kind's work is about and gives its service; 0 for nothing. */
export async function layGround({ app }: World, { on = [] }: Kind): Promise<number> {
  let service = 0;
  for (const product of on) {
    const vars = new Map(service === 0 ? [] : [['service_id', service]]);
    const { status, serviceId, failure } = await app.placeOrder({ product, customer: 1, pick: true, vars });
    assert.equal(status, 0, failure?.message);
    service ||= serviceId ?? 0;
  }
  return service;
}
