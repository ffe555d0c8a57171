/** What the variables of a run are made of. It is kept sealed on the run's row, so that a later life begins with the same. */
import type { Sealer } from '../store/sealer.ts';
import { keptText, readKept, type Value } from '../template/index.ts';

type Vars = ReadonlyMap<string, Value>;

export interface RunInputs {
  /** The product's provisioning_json_vars. */
  readonly defaults: Vars;
  /** What an earlier run of the service found out (removal). */
  readonly facts: Vars;
  readonly request: Vars;
  /** Inventory type → inventory_id. */
  readonly inventory: ReadonlyMap<string, number>;
  /** product_id, customer_id, initiating_user, action…; the run's token is issued anew in each life. */
  readonly system: Vars;
  /** All the stock that the run may touch. */
  readonly inventoryIds: readonly number[];
}

export function sealInputs(sealer: Sealer, inputs: RunInputs): string {
  const kept = Object.entries(inputs).map(([name, part]) => [name, part instanceof Map ? new Map(part) : [...part]]);
  return sealer.seal(keptText(new Map(kept as [string, Value][])));
}

export function openInputs(sealer: Sealer, sealed: string): RunInputs {
  return Object.fromEntries(readKept(sealer.open(sealed)) as Map<string, Value>) as unknown as RunInputs;
}
