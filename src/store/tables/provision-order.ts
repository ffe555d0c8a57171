import type { Generated } from 'kysely';

/** An order whose product names several plays; an order of one play is its run and has no row here. */
export interface ProvisionOrderTable {
  order_id: Generated<number>;
  /** provision | deprovision. */
  action: 'provision' | 'deprovision';
  customer_id: number | null;
  product_id: number | null;
  /** The service it works on; for a new one set when a step has made it. */
  service_id: number | null;
  /** JSON: the plays in the order they are carried out, each with its title, digest and number of tasks. */
  plays: string;
  /** running: forward. undoing: a step failed, those before it are undone. */
  state: 'running' | 'undoing' | 'done' | 'failed';
  /** The step at hand, 1 for the first. */
  step: number;
  /** The step whose failure turned the order back. */
  failed_step: number | null;
  /** The worst of its runs, once it has failed. */
  verdict: 'clean' | 'dirty' | null;
  created: string;
  finished: string | null;
}
