import type { ModuleContext } from '../../module.ts';

/** Facts by name without `ansible_`. Values that are not there are left out. */
export type Facts = Record<string, unknown>;

/** A group of facts that are found together: a subset of `gather_subset`. */
export interface Collector {
  readonly name: string;
  /** Belongs to `min`: gathered unless `!min` is asked for. */
  readonly minimal: boolean;
  /** Further words of `gather_subset` that mean this group: names of its facts. */
  readonly words: readonly string[];
  gather(context: ModuleContext, factPath: string): Facts | Promise<Facts>;
}
