/** What a caller orders and what it gets back. */
import type { Reporter } from '../engine/index.ts';
import type { Value } from '../template/index.ts';

export interface Order {
  /** Product id or slug. */
  readonly product: number | string;
  readonly customer: number;
  /** Inventory type → inventory_id, for each type of the product's inventory_items_list. */
  readonly inventory?: ReadonlyMap<string, number>;
  /** Takes free items for the types that `inventory` does not name. */
  readonly pick?: boolean;
  /** Request variables; they win over the product's. An addon names its `service_id` here. */
  readonly vars?: ReadonlyMap<string, Value>;
  /** Idempotency key: the same order under the same key gives the first run back. */
  readonly key?: string | undefined;
}

export interface StepBegin {
  /** Null in a plan. */
  readonly order_id: number | null;
  readonly step: number;
  /** How many steps the order has. */
  readonly of: number;
  readonly play: string;
  /** It is undone because a later one failed. */
  readonly undo: boolean;
}

/** How a run is carried out. */
export interface RunControl {
  /** The first abort ends the call in flight and lets the rescue run. */
  readonly signal?: AbortSignal | undefined;
  readonly reporters?: readonly Reporter[];
  readonly initiatingUser?: number | undefined;
  /** Plans only: reads are sent, writes are not, nothing is recorded or reserved. */
  readonly check?: boolean;
  /** The failed run that this one tries again. */
  readonly retryOf?: number | undefined;
  /** Told as soon as the run has its row. */
  readonly onAccepted?: (provisionId: number) => void;
  /** Told before each step of an order of several plays, forward or back. */
  readonly onStep?: (step: StepBegin) => void;
}

/** A run of an order of several plays. */
export interface OrderStep {
  /** 1 for the first. */
  readonly step: number;
  readonly play: string;
  readonly provision_id: number;
  readonly provisioning_status: 0 | 1 | 2;
  readonly verdict: 'clean' | 'dirty' | null;
  /** Why it was undone although it had succeeded. */
  readonly note: string | null;
}

export interface RunOutcome {
  readonly action: 'provision' | 'deprovision';
  /** Undefined for a plan and for a removal that had nothing to do. */
  readonly provisionId: number | undefined;
  /** 0 success, 1 still running (an order repeated under its key) or held, 2 failed. */
  readonly status: 0 | 1 | 2;
  /** After a failure: `clean` when nothing is left behind, `dirty` when an undo step failed. */
  readonly verdict: 'clean' | 'dirty' | undefined;
  readonly serviceId: number | undefined;
  readonly serviceUuid: string | undefined;
  /** The order was placed before, or the service was removed before: nothing was done now. */
  readonly repeated: boolean;
  /** Why it has not begun and waits (status 1): a backend is down. */
  readonly held: string | undefined;
  /** It failed because a backend could not be reached. */
  readonly backendDown: boolean;
  readonly failure: { readonly task: string; readonly message: string } | undefined;
  /** An order of several plays: its number, and its runs; the outcome is that of the one that failed, else of the last. */
  readonly orderId?: number;
  readonly steps?: readonly OrderStep[];
}
